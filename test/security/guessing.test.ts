import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyCall } from '../support/calls/body-calls.ts';
import { prepare } from '../support/calls/feed-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { following, poll } from '../support/feed/follow.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

const SECRET = 'A Follow Secret é';
const ITEM = 'abcdefghijkl';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
  await prepare(api, user);
  await api.userData.query('update user_follow_secrets set value = $1', [SECRET]);
  await api.userData.query('update shared_items set id = $1', [ITEM]);
});
afterAll(() => api.stop());

/** Guesses that come close to a secret, or would match it as a pattern. */
const nearMisses = (secret: string): string[] => [
  secret.toUpperCase(),
  secret.toLowerCase(),
  secret.slice(0, -1),
  secret.slice(1),
  `${secret}a`,
  ` ${secret}`,
  `${secret} `,
  `${secret}\u200b`,
  secret.normalize('NFD'),
  `${secret.slice(0, -1)}_`,
  '_'.repeat(secret.length),
  '%',
  `${secret.slice(0, 3)}%`,
  '.*',
  "' or 'a'='a",
  '$1',
  ':id',
];

/** Those that are no other spelling of the same. */
const wrong = (secret: string) => nearMisses(secret).filter((guess) => guess !== secret);

describe('whoever comes close is told nothing', () => {
  it('of a user', async () => {
    for (const guess of wrong(user.lookup)) {
      expectProblem(await api.call('GET', `/v2/user/${encodeURIComponent(guess)}`), 404);
    }
    expect((await api.call('GET', `/v2/user/${user.lookup}`)).status).toBe(200);
  });

  it('of a shared item', async () => {
    for (const guess of wrong(ITEM)) {
      expectProblem(await api.call('GET', `/v2/shareditem/${encodeURIComponent(guess)}`), 404);
    }
    expect((await api.call('GET', `/v2/shareditem/${ITEM}`)).status).toBe(200);
  });

  it('of the events behind a follow secret', async () => {
    const guesses = wrong(SECRET);
    const { body } = await poll(api, ...guesses.map((guess) => following(user, guess)));
    expect(body.events).toEqual([]);
    expect(body.invalidFollowSecrets.toSorted()).toEqual(guesses.toSorted());
    expect((await poll(api, following(user, SECRET))).body.events).toHaveLength(1);
  });

  it('by a password', async () => {
    const { method, path, body } = bodyCall('inbox/get');
    const { password } = user;
    for (const guess of [password.toUpperCase(), `${password} `, password.slice(0, -1), '%']) {
      if (guess === password) continue;
      expectProblem(await api.call(method, `/v2${path}`, { ...body(user), password: guess }), 401);
    }
  });
});

it('a wrong follow secret does not tell whether there is such a user', async () => {
  const unknown = { id: '5f0c7b4e-0000-4000-8000-000000000000' };
  const [ofUser, ofNobody] = [
    await poll(api, following(user, 'wrong')),
    await poll(api, following(unknown, 'wrong')),
  ];
  expect(ofNobody.body).toEqual(ofUser.body);
  expect(ofNobody.status).toBe(ofUser.status);
});

it('200 wrong follow secrets are one Data API call, and one user more is none', async () => {
  const guesses = Array.from({ length: 200 }, (_, number) => following(user, `guess ${number}`));
  const before = api.dataApi.calls.entries.length;
  expect((await poll(api, ...guesses)).body.invalidFollowSecrets).toHaveLength(200);
  expect(api.dataApi.calls.entries).toHaveLength(before + 1);
  expectProblem(await poll(api, ...guesses, following(user, 'one more')), 400, ['users']);
  expect(api.dataApi.calls.entries).toHaveLength(before + 1);
});

it('ids and passwords are random UUIDs, and a lookup has 36 possible characters a place', async () => {
  const made = await Promise.all(Array.from({ length: 4 }, () => api.call('POST', '/v2/user/create', {})));
  const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  for (const { body } of made) {
    expect(body.id).toMatch(version4);
    expect(body.password).toMatch(version4);
    expect(body.lookup).toMatch(/^[a-z][a-z\d]{11}$/);
  }
  // Made one after the other, they have no beginning in common, as what counts or tells the time has.
  for (const name of ['id', 'password', 'lookup']) {
    const beginnings = made.map(({ body }) => String(body[name]).slice(0, 6));
    expect(new Set(beginnings).size).toBe(made.length);
  }
});
