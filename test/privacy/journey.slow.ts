import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { fails, says } from '../../infra/local/scripted-model/index.ts';
import { openPlain } from '../support/chat/plain.ts';
import { openSignalR } from '../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import { WEB_KEY } from '../support/planner/counted-calls.ts';
import { workoutAttributes } from '../support/planner/planner.ts';
import { dumpTables, found } from '../support/postgres/dump.ts';
import { tellStory } from '../support/story/story.ts';

const CUSTOMER = 'a-customer-of-revenue-cat';
const KNEE = 'My left knee hurts on the stairs to my flat.';
const ANSWER = 'Then the stairs are your training, said the model.';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());
afterEach(() => vi.restoreAllMocks());

/** The secrets that only the apps may know. */
interface Secrets {
  /** The plain texts, each with its signature. */
  readonly plaintexts: Set<Uint8Array>;
  readonly passwords: Set<string>;
  readonly followSecrets: Set<string>;
}

/** Listens to the apps: to what they encrypt, and to the credentials they send and get. */
function listen(beforeDeletion: () => Promise<void>): Secrets {
  const secrets: Secrets = { plaintexts: new Set(), passwords: new Set(), followSecrets: new Set() };
  const note = (json: string) => {
    for (const [, value] of json.matchAll(/"password":"([^"]+)"/g)) secrets.passwords.add(value ?? '');
    for (const [, value] of json.matchAll(/"followSecret":"([^"]+)"/g))
      secrets.followSecrets.add(value ?? '');
  };
  const { subtle } = crypto;
  const encrypt = subtle.encrypt.bind(subtle);
  vi.spyOn(subtle, 'encrypt').mockImplementation((algorithm, key, data) => {
    secrets.plaintexts.add(new Uint8Array(data as ArrayBuffer));
    return encrypt(algorithm, key, data);
  });
  const send = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith('/delete')) await beforeDeletion();
    note(await request.clone().text());
    const response = await send(request);
    note(await response.clone().text());
    return response;
  });
  return secrets;
}

async function payAndChat(): Promise<void> {
  const attributes = workoutAttributes({ additionalInfo: KNEE });
  const headers = { authorization: WEB_TOKEN };
  await system.call('POST', '/v2/ai/workout', { attributes }, headers);
  await system.call('POST', '/v2/ai/workout', { attributes }, { authorization: `RevenueCat ${CUSTOMER}` });
  system.model.script(fails(500));
  await system.call('POST', '/v2/ai/workout', { attributes }, headers);
  system.model.script(says(ANSWER));
  const query = `access_token=${encodeURIComponent(WEB_TOKEN)}`;
  const plain = await openPlain(system.chatUrl, { token: null, query });
  await plain.call('SendMessage', KNEE);
  await plain.close();
  const late = await openPlain(system.chatUrl, { token: null });
  await late.call('Authenticate', 'Web', WEB_KEY);
  await late.call('SendMessage', KNEE);
  await late.close();
  const { connection } = await openSignalR(system.chatUrl);
  await connection.invoke('SendMessage', KNEE);
  await connection.stop();
  await expect.poll(async () => (await system.userData.query('select from chats')).rowCount).toBe(0);
}

it('after the journey no table and no log line holds what was encrypted, a password or a token', {
  timeout: 120_000,
}, async () => {
  const dumps: string[] = [];
  const secrets = listen(async () => void dumps.push(await dumpTables(system)));
  await tellStory({ url: system.url, say: () => undefined });
  vi.restoreAllMocks();
  await payAndChat();
  dumps.push(await dumpTables(system));

  const { plaintexts, passwords, followSecrets } = secrets;
  expect(plaintexts.size).toBeGreaterThan(50);
  expect(passwords.size).toBe(2);
  expect(followSecrets.size).toBeGreaterThan(0);
  // The journey was seen at its height: the database knows the secret that a follower shows.
  expect(found(dumps[0] ?? '', followSecrets)).not.toEqual([]);
  const unsigned = [...plaintexts].map((signed) => (signed.length > 256 ? signed.slice(0, -256) : signed));
  const hidden = [...unsigned.filter(({ length }) => length >= 12), ...passwords, WEB_KEY, CUSTOMER];
  expect(found(dumps.join('\n'), hidden)).toEqual([]);
  expect(found(dumps.at(-1) ?? '', [KNEE, ANSWER, ...followSecrets])).toEqual([]);

  const lines = system.logLines.join('\n');
  for (const route of ['user/delete', 'inbox/get', 'ai/workout', 'chat/answer', 'chat/message']) {
    expect(lines).toContain(route);
  }
  expect(found(lines, [...hidden, ...followSecrets, KNEE, ANSWER])).toEqual([]);
});
