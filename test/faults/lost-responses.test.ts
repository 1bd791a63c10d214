import { afterAll, beforeAll, expect, it } from 'vitest';
import { nthCall } from '../support/faults/passing.ts';
import { poll, pollUntilEmpty } from '../support/feed/inbox.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { addFollowSecret, ciphertext, eventBody, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

/** Milliseconds. */
const BEFORE_RESENT = 1_000;
const pollOptions = { timeout: 10_000 };

/** Loses the answer of a request's `index`th call, and holds back the one that is sent again. */
function loseResponse(index: number): void {
  api.dataApi.faults.loseResponse({ when: nthCall(index) });
  api.dataApi.faults.delay(BEFORE_RESENT, { when: nthCall(index + 1) });
}

it('an event whose write is sent again keeps its place in time', async () => {
  const followSecret = await addFollowSecret(api, user);
  const eventsSince = async (since: string) => {
    const { body } = await api.call('POST', '/v2/events', {
      users: [{ userId: user.id, followSecret, since }],
    });
    return body.events;
  };
  const body = eventBody(user);
  loseResponse(1);
  const put = api.call('PUT', '/v2/event', body);
  await expect.poll(eventTimes, pollOptions).toHaveLength(1);
  const times = await eventTimes();
  expect(await put).toMatchObject({ status: 200 });
  expect(await eventTimes()).toEqual(times);
  const [event, ...more] = await eventsSince('0001-01-01T00:00:00Z');
  expect(more).toEqual([]);
  expect(await eventsSince(event.timestamp)).toEqual([]);

  // The same event put once more by the client is an edit, which followers see.
  await api.call('PUT', '/v2/event', body);
  expect(await eventsSince(event.timestamp)).toHaveLength(1);
});

async function eventTimes(): Promise<unknown[]> {
  const { rows } = await api.userData.query(
    'select timestamp::text, last_accessed::text from user_events where user_id = $1',
    [user.id],
  );
  return rows;
}

it('a message whose write is sent again is given once, though the receiver took it meanwhile', async () => {
  const body = { toUserId: user.id, encryptedMessage: [ciphertext(100)] };
  // The delay is for this request's own resent call: an insert.
  const isInsert = ({ sql = '' }) => sql.includes('insert into user_inbox_items');
  api.dataApi.faults.loseResponse({ when: nthCall(0, isInsert) });
  api.dataApi.faults.delay(BEFORE_RESENT, { when: nthCall(1, isInsert) });
  const put = api.call('PUT', '/v2/inbox', body);
  const received: string[] = [];
  await expect
    .poll(async () => {
      received.push(...(await poll(api, user)));
      return received;
    }, pollOptions)
    .toHaveLength(1);
  expect(await put).toMatchObject({ status: 200 });
  expect(await pollUntilEmpty(api, user)).toEqual([]);
});

it('an event that was replaced while its write was lost ends as the last of the two to be answered', async () => {
  const first = eventBody(user);
  const second = { ...first, encryptedEventPayload: ciphertext(200) };
  loseResponse(1);
  const answers = await Promise.all([
    api.call('PUT', '/v2/event', first),
    api.call('PUT', '/v2/event', second),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { rows } = await api.userData.query(
    `select encode(encrypted_event, 'base64') as payload from user_events where id = $1`,
    [first.eventId],
  );
  const payloads = [first, second].map(({ encryptedEventPayload }) => encryptedEventPayload);
  expect(rows).toHaveLength(1);
  expect(payloads).toContain(rows[0].payload.replaceAll('\n', ''));
});
