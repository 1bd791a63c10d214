import { describe, expect, it } from 'vitest';
import { throttle } from '../../../lib/ai/chat/throttle.ts';
import type { ChatResponse } from '../../../lib/contract/chat.ts';
import { message } from '../../support/planner/chat-answers.ts';

/** Answers that are handed out when the test says so. */
function answersAtHand() {
  const { readable, writable } = new TransformStream<ChatResponse, ChatResponse>({}, { highWaterMark: 100 });
  const writer = writable.getWriter();
  return {
    answers: readable,
    say: (...texts: string[]) => Promise.all(texts.map((text) => writer.write(message(text)))),
    end: () => writer.close(),
    fail: (error: Error) => writer.abort(error),
  };
}

/** Sends that last until the test says so. */
function sendsAtHand() {
  const sent: ChatResponse[] = [];
  let arrival = Promise.withResolvers<void>();
  let release = Promise.withResolvers<void>();
  return {
    sent,
    send: (answer: ChatResponse) => {
      sent.push(answer);
      arrival.resolve();
      return release.promise;
    },
    /** Once one is being sent. */
    begun: () => arrival.promise,
    finish: () => {
      arrival = Promise.withResolvers();
      release.resolve();
      release = Promise.withResolvers();
    },
    breakDown: (error: Error) => release.reject(error),
  };
}

const turn = () => new Promise(setImmediate);

describe('delivering', () => {
  it('sends the first at once, then the newest, and the last always, one after the other', async () => {
    const { answers, say, end } = answersAtHand();
    const { sent, send, begun, finish } = sendsAtHand();
    const delivery = throttle(answers, send, 1);

    await say('1');
    await begun();
    await say('2', '3', '4');
    await turn();
    expect(sent).toEqual([message('1')]);
    finish();
    await begun();
    await say('5', '6');
    await end();
    await turn();
    finish();
    await begun();
    finish();

    expect(await delivery).toEqual(message('6'));
    expect(sent).toEqual(['1', '4', '6'].map(message));
  });

  it('keeps a distance between messages', async () => {
    const { answers, say, end } = answersAtHand();
    const times: number[] = [];
    const delivery = throttle(
      answers,
      async ({ type }) => {
        expect(type).toBe('messageResponse');
        times.push(performance.now());
      },
      40,
    );
    for (let index = 0; index < 30; index++) {
      await say(String(index));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await end();
    await delivery;
    const distances = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(distances.length).toBeGreaterThan(0);
    expect(Math.min(...distances)).toBeGreaterThan(35);
  });

  it('of nothing sends nothing', async () => {
    const { answers, end } = answersAtHand();
    const { sent, send } = sendsAtHand();
    await end();
    expect(await throttle(answers, send)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('sends what there was before it fails as the answers do', async () => {
    const sent: ChatResponse[] = [];
    const failing = async function* () {
      yield message('1');
      await turn();
      yield message('2');
      throw new Error('The model broke off.');
    };
    const delivery = throttle(failing(), async (answer) => void sent.push(answer), 20);
    await expect(delivery).rejects.toThrow('The model broke off.');
    expect(sent).toEqual(['1', '2'].map(message));
  });

  it('ends when nothing can be sent any more, and closes the answers as they go on', async () => {
    const closed = Promise.withResolvers<string>();
    const goOn = Promise.withResolvers<void>();
    const endless = async function* () {
      try {
        yield message('1');
        await goOn.promise;
        for (;;) {
          await turn();
          yield message('2');
        }
      } finally {
        closed.resolve('closed');
      }
    };
    await expect(throttle(endless(), () => Promise.reject(new Error('Gone')))).rejects.toThrow('Gone');
    goOn.resolve();
    expect(await closed.promise).toBe('closed');
  });
});
