import { once } from 'node:events';
import { request } from 'node:http';
import { gives } from '../../../infra/local/scripted-model/index.ts';
import type { ChatBench } from './chat-bench.ts';
import { openChat } from './chat-client.ts';
import { figure, type Table } from './report.ts';
import { median } from './statistics.ts';

const ROUNDS = 100;
const WARM_UP_ROUNDS = 30;
const MAX_MILLISECONDS = 60;
/** Milliseconds between the model's first two pieces, so that the second can't affect the measurement. */
const PAUSE = 100;

/** The latency of the first words of an answer, from the model to the client. */
export async function measureFirstMessage({ api, model, token }: ChatBench): Promise<Table> {
  let asked = Number.NaN;
  model.script(() => {
    asked = performance.now();
    return gives({ answer: 'Hello, and what now?' }, { pause: PAUSE });
  });
  const chat = await openChat(api.url, token);
  const throughChat = async () => {
    const { sent, first } = await chat.call('SendMessage', 'Hello?', 3);
    return { toModel: asked - sent, fromModel: first - asked };
  };
  await throughChat();
  const body = JSON.stringify(model.calls.at(-1)?.request);
  const straight = async () => {
    const first = await firstPiece(`${model.url}/chat/completions`, body);
    return first - asked;
  };

  const ours = [];
  const models: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    // Alternately, so that a slow moment of the machine affects both.
    const times = [await throughChat(), await straight()] as const;
    if (round < 0) continue;
    ours.push(times[0]);
    models.push(times[1]);
  }
  await chat.close();
  const over = ours.map(({ fromModel }, round) => fromModel - (models[round] ?? Number.NaN));
  return {
    title: 'First words of an answer',
    about:
      `One client, warm, medians of ${ROUNDS}: until the model has the question, and from then until the client has\n` +
      'the first words, through the chat and by a connection straight to the scripted model.',
    rows: [
      {
        client: 'plain JSON',
        'client to model': figure(median(ours.map(({ toModel }) => toModel)), 'ms'),
        'model to client': figure(median(ours.map(({ fromModel }) => fromModel)), 'ms'),
        straight: figure(median(models), 'ms'),
        'over straight': figure(median(over), 'ms', MAX_MILLISECONDS),
      },
    ],
  };
}

/** The time of the first piece of a model's text. The rest is read too. */
async function firstPiece(url: string, body: string): Promise<number> {
  const call = request(url, {
    method: 'POST',
    headers: { authorization: 'Bearer scripted', 'content-type': 'application/json' },
  });
  call.end(body);
  const [response] = await once(call, 'response');
  let first: number | undefined;
  for await (const chunk of response) if (/"content":"./.test(String(chunk))) first ??= performance.now();
  return first ?? Number.NaN;
}
