import { afterAll, beforeAll, expect, it } from 'vitest';
import { hangs } from '../../../infra/local/scripted-model/index.ts';
import { openSignalR } from '../../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

it('a call that a restart cut short completes by itself when no other call follows', async () => {
  const { connection } = await openSignalR(system.chatUrl);
  system.model.script(hangs());
  const cut = connection.invoke('SendMessage', 'Hi.').then(() => performance.now());
  await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
  const restarted = performance.now();
  await connection.send('RestartChat');
  expect((await cut) - restarted).toBeGreaterThan(9_000);
  await connection.stop();
});
