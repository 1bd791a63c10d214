import { randomUUID } from 'node:crypto';
import { BEGINNING, poll, putEvent, type Request } from './request.ts';
import { PASSWORD, PLAN_BYTES, type Seed } from './seed.ts';

/** A call of the API as apps make it, of typical size. */
export interface Call {
  readonly name: string;
  /** The maximum number of Data API calls. */
  readonly dataApiCalls: number;
  /** The ids that differ in each request. */
  readonly fresh: () => readonly string[];
  readonly request: (fresh: readonly string[]) => Request;
}

const USERS = 200;
/** Rows for calls that consume them: enough for every request of a benchmark. */
const SPARE = 20_000;

/** Fills the database, and makes every call of the API against it. */
export async function typicalCalls(seed: Seed): Promise<Call[]> {
  const users = await seed.users(USERS);
  await seed.events(users, 50, 500);
  const toDelete = taker(await seed.users(SPARE));
  const withMessage = await seed.users(SPARE);
  await seed.messages(withMessage);
  const receiver = taker(withMessage);
  const [owner = ''] = users;
  const secret = taker(await seed.secrets(owner, SPARE));
  const item = await seed.sharedItem(owner);
  await seed.finish();

  const twenty = users.slice(0, 20);
  const any = () => [users[Math.floor(Math.random() * users.length)] ?? owner];
  const none = () => [];
  const password = PASSWORD;
  const post = (path: string, body: object): Request => ({ method: 'POST', path: `/v2${path}`, body });
  const put = (path: string, body: object): Request => ({ method: 'PUT', path: `/v2${path}`, body });
  const get = (path: string): Request => ({ method: 'GET', path });
  const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64');
  const profile = {
    encryptedName: base64(272),
    encryptedCurrentPlan: base64(PLAN_BYTES),
    encryptionIV: base64(16),
    rsaPublicKey: base64(294),
  };
  const shared = {
    encryptedPayload: { encryptedPayload: base64(2_000), iv: { value: base64(16) } },
    expiry: '2099-01-01T00:00:00Z',
  };
  const call = (
    name: string,
    dataApiCalls: number,
    fresh: Call['fresh'],
    request: (...fresh: string[]) => Request,
  ): Call => ({ name, dataApiCalls, fresh, request: (ids) => request(...ids) });

  return [
    call('GET /health', 0, none, () => get('/health')),
    call('POST /v2/user/create', 1, none, () => post('/user/create', {})),
    call('GET /v2/user/…', 1, any, (id) => get(`/v2/user/${id}`)),
    call('POST /v2/users, 20', 1, none, () => post('/users', { ids: twenty })),
    call('PUT /v2/user', 2, any, (id) => put('/user', { id, password, ...profile })),
    call(
      'POST /v2/user/delete',
      2,
      () => [toDelete()],
      (id) => post('/user/delete', { id, password }),
    ),
    call(
      'PUT /v2/event',
      2,
      () => [...any(), randomUUID()],
      (id = '', event = '') => putEvent(id, event),
    ),
    call('POST /v2/events, 50 events', 1, any, (userId = '') => poll([{ userId, since: BEGINNING }])),
    call(
      'PUT /v2/follow-secret',
      2,
      () => [randomUUID()],
      (followSecret) => put('/follow-secret', { userId: owner, password, followSecret }),
    ),
    call(
      'POST /v2/follow-secret/delete',
      2,
      () => [secret()],
      (followSecret) => post('/follow-secret/delete', { userId: owner, password, followSecret }),
    ),
    call('PUT /v2/inbox', 1, none, () =>
      put('/inbox', { toUserId: owner, encryptedMessage: [base64(256), base64(256)] }),
    ),
    call(
      'POST /v2/inbox, empty',
      1,
      () => [twenty[1] ?? ''],
      (userId) => post('/inbox', { userId, password }),
    ),
    call(
      'POST /v2/inbox, a message',
      5,
      () => [receiver()],
      (userId) => post('/inbox', { userId, password }),
    ),
    call('POST /v2/shareditem', 2, none, () => post('/shareditem', { userId: owner, password, ...shared })),
    call('GET /v2/shareditem/…', 1, none, () => get(`/v2/shareditem/${item}`)),
  ];
}

/** Returns the values one by one. */
function taker(values: string[]): () => string {
  return () => {
    const value = values.pop();
    if (value === undefined) throw new Error('The rows made for this bench are used up.');
    return value;
  };
}
