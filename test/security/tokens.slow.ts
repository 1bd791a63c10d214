import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestLine } from '../../infra/local/console.ts';
import { fails, says } from '../../infra/local/scripted-model/index.ts';
import { bodyCalls } from '../support/calls/body-calls.ts';
import { openSocket } from '../support/chat/socket.ts';
import { type ChatSystem, startChatSystem } from '../support/chat/system.ts';
import { echo, gatewayOf, route } from '../support/local/gateway.ts';
import { WEB_KEY } from '../support/planner/counted-calls.ts';
import { workoutAttributes } from '../support/planner/planner.ts';
import { insertUser } from '../support/users/known-users.ts';

const MODEL_KEY = 'a-key-of-the-model';
const STORE_KEY = 'a-key-of-the-store';

let api: ChatSystem;
beforeAll(async () => {
  // Nothing listens at that port: a store that fails makes the longest lines.
  const unreachable = { REVENUECAT_API_KEY: STORE_KEY, REVENUECAT_BASE_URL: 'http://127.0.0.1:9' };
  api = await startChatSystem({ OPENAI_API_KEY: MODEL_KEY, ...unreachable });
});
afterAll(() => api.stop());

/** Every way that a text may be written in. */
const spellings = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('hex'),
];

function expectUnlogged(...secrets: string[]): void {
  const logged = api.logLines.join('\n');
  for (const spelling of secrets.flatMap(spellings)) expect(logged).not.toContain(spelling);
}

it.each([
  ['that is right', `Web ${WEB_KEY}`, WEB_KEY, 200],
  ['that is wrong', 'Web a-guess/of+mine', 'a-guess/of+mine', 401],
  ['of a store that does not answer', 'RevenueCat $RCAnonymousID:0123', '$RCAnonymousID:0123', 502],
  ['of a store that is not configured', 'Google a-google-token', 'a-google-token', 503],
  ['of no store', 'Steam a-steam-token', 'a-steam-token', 401],
  ['in no form', `Bearer two words a-third`, 'a-third', 401],
])('a token %s gets into no log, wherever it is shown', async (_name, authorization, token, status) => {
  api.model.script(says(JSON.stringify({ name: 'Plan', description: '', sessions: [] })));
  const linesBefore = api.logLines.length;
  const query = `access_token=${encodeURIComponent(authorization)}`;
  const negotiate = '/ai-chat/negotiate?negotiateVersion=1';
  expect((await api.call('POST', negotiate, '', { authorization })).status).toBe(status);
  expect((await api.call('POST', `${negotiate}&${query}`, '')).status).toBe(status);
  await api.call('POST', '/v2/ai/workout', { attributes: workoutAttributes() }, { authorization });
  for (const options of [{ token: authorization }, { token: null, query }]) {
    const socket = await openSocket(api.chatUrl, options).catch(() => undefined);
    expect(socket === undefined).toBe(status !== 200);
    socket?.send(JSON.stringify({ method: 'Authenticate', arguments: authorization.split(' ') }));
    await socket?.next();
    await socket?.close();
  }
  expect(api.logLines.length).toBeGreaterThanOrEqual(linesBefore + 5);
  expectUnlogged(token, authorization, MODEL_KEY, STORE_KEY);
});

it('nor does a key of ours that a model or a store repeats in its errors', async () => {
  const headers = { authorization: `Web ${WEB_KEY}` };
  api.model.script(fails(401), fails(400), fails(500));
  const { status, body } = await api.call(
    'POST',
    '/v2/ai/workout',
    { attributes: workoutAttributes() },
    headers,
  );
  expect(status).toBeGreaterThanOrEqual(500);
  expect(JSON.stringify(body)).not.toContain(MODEL_KEY);
  expectUnlogged(WEB_KEY, MODEL_KEY, workoutAttributes().additionalInfo ?? '');
});

it.each([
  ['is right', {}, 200],
  ['has a wrong password', { password: 'a password that is wrong' }, 401],
  ['has a password of no form', { password: 'a password that is far too long for any to be' }, 400],
  [
    'has other values of no form',
    { followSecret: '\0 secret', encryptedMessage: ['x'], expiry: 'whenever' },
    400,
  ],
  ['meets a database that quotes it', {}, 500],
])(
  'no password, follow secret or payload of a call that %s gets into a log',
  async (_name, given, status) => {
    const user = await insertUser(api);
    if (status === 500) {
      const message = `ERROR: duplicate key; Detail: Key (id)=(${user.password}) already exists.; SQLState: 23505`;
      api.dataApi.faults.fail('DatabaseErrorException', { message, times: 1_000 });
    }
    const calls = bodyCalls.filter(({ name }) => name !== 'user/delete');
    const sent = calls.map(({ method, path, body }) => ({ method, path, body: { ...body(user), ...given } }));
    const answers = await Promise.all(
      sent.map(({ method, path, body }) => api.call(method, `/v2${path}`, body)),
    );
    api.dataApi.faults.clear();
    expect(answers.map((answer) => answer.status)).toContain(status);
    const secrets = sent
      .flatMap(({ body }) => Object.values(body))
      .filter((value) => typeof value === 'string' && value.length > 8 && value !== user.id)
      .map(String);
    expect(secrets.length).toBeGreaterThan(10);
    expectUnlogged(user.password, ...new Set(secrets));
  },
  90_000,
);

it('what `npm run dev` prints of a request is its path without the query', async () => {
  const { url, records } = await gatewayOf([route('f', '/f')], { f: echo });
  await fetch(`${url}/f?access_token=Web%20${WEB_KEY}`, { headers: { authorization: `Web ${WEB_KEY}` } });
  await expect.poll(() => records).toHaveLength(1);
  const lines = records.map(requestLine).join('\n');
  expect(lines).toContain('/f');
  expect(lines).not.toContain(WEB_KEY);
});
