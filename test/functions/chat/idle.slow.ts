import { setTimeout as sleep } from 'node:timers/promises';
import { HubConnectionState } from '@microsoft/signalr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain } from '../../support/chat/plain.ts';
import { openSignalR } from '../../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

const MINUTE = 60_000;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

it('a client that is idle for three minutes is still connected, and its chat goes on', {
  timeout: 4 * MINUTE,
}, async () => {
  system.model.script(says('Hello.'));
  const [signalr, plain] = await Promise.all([openSignalR(system.chatUrl), openPlain(system.chatUrl)]);
  await Promise.all([
    signalr.connection.invoke('SendMessage', 'My knee hurts.'),
    plain.call('SendMessage', 'My back hurts.'),
  ]);

  await sleep(3 * MINUTE);

  expect(signalr.connection.state).toBe(HubConnectionState.Connected);
  system.model.script(says('Still here.'));
  const again = { type: 'messageResponse', message: 'Still here.' };
  await signalr.connection.invoke('SendMessage', 'Are you there?');
  expect(signalr.received.at(-1)).toEqual(again);
  expect(await plain.call('SendMessage', 'Are you there?')).toEqual([again, { type: 'done' }]);
  const asked = system.model.calls.map(({ request }) => JSON.stringify(request.messages));
  expect(asked).toEqual([
    expect.stringMatching(/My knee hurts.*Hello\..*Are you there/),
    expect.stringMatching(/My back hurts.*Hello\..*Are you there/),
  ]);
  await signalr.connection.stop();
  await plain.close();
});
