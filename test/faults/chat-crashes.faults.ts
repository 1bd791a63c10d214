import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { says } from '../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../support/chat/system.ts';
import { nthCall } from '../support/faults/passing.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());
beforeEach(() => system.model.script(says('Hello.')));

/** The statements of a message, and the functions that make them. Looks come between them where an answer lasts. */
const STATEMENTS = [
  ['chat/message', 'begun as'],
  ['chat/message', 'rate_limit_consumptions as'],
  ['chat/answer', 'claimed as'],
  ['chat/answer', 'finished as'],
] as const;

/** Asks, and waits for the end of the call. API Gateway itself says that a function has died. */
async function ask(chat: PlainChat, more: readonly number[]): Promise<{ type: string; message?: string }> {
  chat.send(JSON.stringify({ method: 'SendMessage', arguments: ['One.', ...more] }));
  for (;;) {
    const message = await chat.nextObject();
    if (message.type === undefined) return { type: 'error', message: message.message };
    if (message.type !== 'messageResponse') return message;
  }
}

/** Asks as if the time had passed after which an answer counts as lost. */
async function askLater(chat: PlainChat, more: readonly number[]) {
  await system.userData.query(`update chats set answer_seen = answer_seen - interval '2 minutes'`);
  return ask(chat, more);
}

it.each([
  ['cutConnection', 'chatUrl', []],
  ['loseResponse', 'chatUrl', []],
  ['cutConnection', 'chatV2Url', [3]],
  ['loseResponse', 'chatV2Url', [3]],
] as const)(
  'a chat whose functions die at any call of theirs is told and goes on: %s, %s',
  async (fault, hub, more) => {
    for (const [caller, statement] of STATEMENTS) {
      const chat = await openPlain(system[hub]);
      const isMeant = nthCall(0, ({ sql = '' }) => sql.includes(statement));
      system.dataApi.faults[fault]({
        when: (call) => {
          const isNow = isMeant(call);
          if (isNow) system.functions.kill(caller);
          return isNow;
        },
      });
      expect(await ask(chat, more)).toMatchObject({ type: 'error', message: expect.stringMatching(/./) });
      system.dataApi.faults.clear();
      await expect.poll(() => askLater(chat, more), { timeout: 20_000 }).toEqual({ type: 'done' });
      const { rows } = await system.userData.query(
        `select content from chat_messages where role = 'assistant'`,
      );
      expect(rows).toContainEqual({ content: 'Hello.' });
      await chat.close();
    }
  },
);
