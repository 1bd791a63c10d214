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

it('clients that are idle for three minutes are still connected, and their chats go on', {
  timeout: 4 * MINUTE,
}, async () => {
  system.model.script(says('Hello.'));
  const hubs = [
    { url: system.chatUrl, more: [] },
    { url: system.chatV2Url, more: [3] },
  ];
  const chats = await Promise.all(
    hubs.map(async ({ url, more }) => ({
      more,
      signalr: await openSignalR(url),
      plain: await openPlain(url),
    })),
  );
  for (const { more, signalr, plain } of chats) {
    await signalr.connection.invoke('SendMessage', 'My knee hurts.', ...more);
    await plain.call('SendMessage', 'My back hurts.', ...more);
  }

  await sleep(3 * MINUTE);

  system.model.script(says('Still here.'));
  const again = { type: 'messageResponse', message: 'Still here.' };
  for (const { more, signalr, plain } of chats) {
    expect(signalr.connection.state).toBe(HubConnectionState.Connected);
    await signalr.connection.invoke('SendMessage', 'Are you there?', ...more);
    expect(signalr.received.at(-1)).toEqual(again);
    expect(await plain.call('SendMessage', 'Are you there?', ...more)).toEqual([again, { type: 'done' }]);
    await signalr.connection.stop();
    await plain.close();
  }
  const asked = system.model.calls.map(({ request }) => JSON.stringify(request.messages));
  const memory = [
    expect.stringMatching(/My knee hurts.*Hello\..*Are you there/),
    expect.stringMatching(/My back hurts.*Hello\..*Are you there/),
  ];
  expect(asked).toEqual([...memory, ...memory]);
});
