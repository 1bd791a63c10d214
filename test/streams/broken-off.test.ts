import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { followedUsers, storedEventIds, storeEvents } from '../support/feed/events.ts';
import { publishPicture, putPicture } from '../support/feed/pictures.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../support/users/users.ts';

/** Of a picture that takes three pages. */
const BYTES = 1_300_000;

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

const isReading = ({ sql = '' }) => sql.includes('"pictureVersion"');

const getUser = ({ id }: TestUser) => api.call('GET', `/v2/user/${id}`);
const getUsers = async ({ id }: TestUser) =>
  api.call('POST', '/v2/users', { ids: [id, (await insertUser(api)).id] });

describe.each([
  ['GET user', getUser],
  ['POST users', getUsers],
])('%s breaks off', (_, get) => {
  it.each([
    ['replaced', (user: TestUser) => putPicture(api, user, ciphertext(BYTES))],
    ['replaced by a small one', (user: TestUser) => putPicture(api, user, ciphertext(1))],
    ['removed', (user: TestUser) => putPicture(api, user, null)],
    [
      'deleted with the user',
      ({ id, password }: TestUser) => api.call('POST', '/v2/user/delete', { id, password }),
    ],
  ])('when the picture is %s between two pages', async (_change, change) => {
    const user = await insertUser(api);
    await publishPicture(api, user, BYTES);
    let pagesAskedFor = 0;
    let isChanged = false;
    api.dataApi.faults.fail('DatabaseResumingException', {
      times: 1_000,
      when: (call) => {
        if (isReading(call)) pagesAskedFor += 1;
        return isReading(call) && pagesAskedFor > 1 && !isChanged;
      },
    });
    const answer = get(user).then(
      () => 'whole',
      (error) => error.message,
    );
    await expect.poll(() => pagesAskedFor, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(await change(user)).toMatchObject({ status: 200 });
    isChanged = true;
    expect(await answer).toBe('terminated');
  });
});

const faults = passingFaults.filter(({ name }) => /^(Throttling|answer lost|cut)/.test(name));

describe('a call in the middle of a stream', () => {
  const getEvents = async () => {
    const { users, secrets } = await followedUsers(api, 1);
    await storeEvents(api, users, { count: 200, payloadBytes: 15_000, alike: 1 });
    const send = () =>
      api.call('POST', '/v2/events', {
        users: Object.entries(secrets).map(([userId, followSecret]) => {
          return { userId, followSecret, since: '0001-01-01T00:00:00Z' };
        }),
      });
    const stored = await storedEventIds(api, users);
    const isWhole = (body: { events: { eventId: string }[] }) =>
      body.events.map(({ eventId }) => eventId).join() === stored.join();
    return { send, isWhole };
  };
  const getPicture = async () => {
    const user = await insertUser(api);
    const picture = await publishPicture(api, user, BYTES);
    const isWhole = (body: { encryptedProfilePicture: string }) => body.encryptedProfilePicture === picture;
    return { send: () => getUser(user), isWhole };
  };

  describe.each([
    ['events', getEvents],
    ['picture', getPicture],
  ])('of %s', (_, make) => {
    it('breaks the answer off when it fails for good, and is logged', async () => {
      const { send } = await make();
      api.dataApi.faults.fail('AccessDeniedException', { when: nthCall(1) });
      await expect(send()).rejects.toThrow('terminated');
      const isLogged = () => api.logLines.some((line) => line.includes('AccessDeniedException'));
      await expect.poll(isLogged, { timeout: 10_000 }).toBe(true);
    });

    it("leaves the function's process alive", async () => {
      const { send, isWhole } = await make();
      expect(isWhole((await send()).body)).toBe(true);
      const before = api.logLines.length;
      api.dataApi.faults.fail('AccessDeniedException', { when: nthCall(1) });
      await expect(send()).rejects.toThrow('terminated');
      expect(isWhole((await send()).body)).toBe(true);
      const starts = () => api.logLines.slice(before).filter((line) => line.includes('"coldStart":true'));
      await expect
        .poll(() => api.logLines.slice(before).some((line) => line.includes('"status":200')))
        .toBe(true);
      expect(starts()).toEqual([]);
    });

    it('is sent again when it fails in passing', async () => {
      const { send, isWhole } = await make();
      for (const fault of faults) {
        fault.order(api.dataApi.faults, { when: nthCall(2) });
        const { status, body } = await send();
        const isMended = status === 200 && isWhole(body);
        expect([fault.name, isMended]).toEqual([fault.name, true]);
      }
    });
  });
});
