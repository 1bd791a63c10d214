import { afterAll, beforeAll, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

let system: ChatSystem;
/** Somebody who has nothing to do with it. */
let bystander: PlainChat;
beforeAll(async () => {
  system = await startChatSystem();
  bystander = await openPlain(system.chatUrl);
});
afterAll(async () => {
  await bystander.close();
  await system.stop();
});

const FLOOD = JSON.stringify({ method: 'SendMessage', arguments: ['Flood.'] });

it('a flood of 1,000 calls gets 1,000 ends, one answer at a time, and the others go on', async () => {
  system.model.script(({ messages }) =>
    says('Hello.', { thinking: messages.at(-1)?.content === 'Flood.' ? 5_000 : 0 }),
  );
  const flood = await openPlain(system.chatUrl);
  for (let sent = 0; sent < 1_000; sent += 1) flood.send(FLOOD);
  expect(await bystander.call('SendMessage', 'Hi.')).toEqual([
    { type: 'messageResponse', message: 'Hello.' },
    { type: 'done' },
  ]);
  const ends = () => flood.messages.filter((message) => !message.includes('messageResponse'));
  await expect.poll(() => ends().length, { timeout: 110_000 }).toBe(1_000);
  expect(ends().filter((message) => !/"done"|An answer is running/.test(message))).toEqual([]);
  await flood.close();
}, 120_000);
