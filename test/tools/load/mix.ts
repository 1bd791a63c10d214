import { randomUUID } from 'node:crypto';
import type { Ledger } from './ledger.ts';
import type { LoadOptions } from './options.ts';
import { anyOnline, bytes, lookup, sharedItem, USERS_AN_ITEM, userId, type Writer } from './people.ts';

/** One request of a load. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  /** Returns true if the text of a 200 is correct, and records what it promises. */
  readonly isRight: (response: string) => boolean;
}

/** A call and its share of all requests. */
export interface Kind {
  readonly name: string;
  readonly isRead: boolean;
  /** Whether reading removes what is read. */
  readonly takes?: boolean;
  readonly percent: number;
  /** @param elapsed milliseconds since the load began. */
  readonly make: (elapsed: number) => Request;
}

const DAY = 86_400_000;
const FAR = '2099-01-01T00:00:00Z';
const BEGINNING = '0001-01-01T00:00:00Z';
/** The number of users that a user follows. */
const FOLLOWED = 15;

const base64 = (count: number) => Buffer.alloc(count, 0x5a).toString('base64');
const isNothing = (response: string) => response === '{}';

/**
 * The calls of apps in a day: they mostly poll for those they follow, and sometimes publish. 80 % of the requests are
 * reads, and polling the inbox counts as one, although it removes the messages.
 */
export function typicalMix(
  { users }: LoadOptions,
  writers: readonly Writer[],
  ledger: Ledger,
): readonly Kind[] {
  const below = (count: number) => Math.floor(Math.random() * count);
  const anybody = () => userId(below(users));
  const several = (count: number) => [
    ...new Set(Array.from({ length: Math.min(count, users) }, () => anybody())),
  ];
  const created: { id: string; password: string }[] = [];
  const secrets: { userId: string; password: string; followSecret: string }[] = [];

  const poll = (since: string): Request => ({
    method: 'POST',
    path: '/v2/events',
    body: { users: several(FOLLOWED).map((id) => ({ userId: id, followSecret: id, since })) },
    isRight: (response) =>
      response.startsWith('{"events":[') && response.endsWith('"invalidFollowSecrets":[]}'),
  });
  const createUser = (): Request => ({
    method: 'POST',
    path: '/v2/user/create',
    body: {},
    isRight: (response) => {
      const { id, password }: { id: string; password: string } = JSON.parse(response);
      created.push({ id, password });
      ledger.note('users', 1);
      return true;
    },
  });
  const addSecret = (elapsed: number): Request => {
    const { id, password } = anyOnline(writers, elapsed);
    const body = { userId: id, password, followSecret: randomUUID() };
    return {
      method: 'PUT',
      path: '/v2/follow-secret',
      body,
      isRight: (response) => {
        secrets.push(body);
        ledger.note('user_follow_secrets', 1);
        return isNothing(response);
      },
    };
  };
  /** A call with an empty response that changes the number of rows in a table. */
  const write = (method: 'POST' | 'PUT', path: string, body: object, table?: string, rows = 0): Request => ({
    method,
    path: `/v2${path}`,
    body,
    isRight: (response) => {
      if (table !== undefined) ledger.note(table, rows);
      return isNothing(response);
    },
  });

  return [
    {
      name: 'POST /v2/events, news',
      isRead: true,
      percent: 44,
      make: () => poll(new Date(Date.now() - Math.random() * 7 * DAY).toISOString()),
    },
    { name: 'POST /v2/events, all', isRead: true, percent: 2, make: () => poll(BEGINNING) },
    {
      name: 'POST /v2/inbox',
      isRead: true,
      takes: true,
      percent: 14,
      make: (elapsed) => {
        const { id, password } = anyOnline(writers, elapsed);
        return {
          method: 'POST',
          path: '/v2/inbox',
          body: { userId: id, password },
          isRight: (response) => {
            const { inboxMessages }: { inboxMessages: unknown[] } = JSON.parse(response);
            ledger.note('user_inbox_items', -inboxMessages.length);
            return true;
          },
        };
      },
    },
    {
      name: 'POST /v2/users',
      isRead: true,
      percent: 8,
      make: () => ({
        method: 'POST',
        path: '/v2/users',
        body: { ids: several(FOLLOWED) },
        isRight: (response) => response.startsWith('{"users":{"') && response.endsWith('}}'),
      }),
    },
    {
      name: 'GET /v2/user/…',
      isRead: true,
      percent: 8,
      make: () => {
        const number = below(users);
        const id = userId(number);
        const path = `/v2/user/${Math.random() < 0.5 ? id : lookup(number)}`;
        return { method: 'GET', path, isRight: (response) => response.includes(`"id":"${id}"`) };
      },
    },
    {
      name: 'GET /v2/shareditem/…',
      isRead: true,
      percent: 4,
      make: () => ({
        method: 'GET',
        path: `/v2/shareditem/${sharedItem(below(Math.ceil(users / USERS_AN_ITEM)) * USERS_AN_ITEM)}`,
        isRight: (response) => response.startsWith('{"rsaPublicKey":'),
      }),
    },
    {
      name: 'PUT /v2/event',
      isRead: false,
      percent: 12,
      make: (elapsed) => {
        const { id, password } = anyOnline(writers, elapsed);
        const event = {
          userId: id,
          password,
          eventId: randomUUID(),
          encryptedEventPayload: base64(bytes.event),
          encryptedEventIV: base64(16),
          expiry: FAR,
        };
        return write('PUT', '/event', event, 'user_events', 1);
      },
    },
    {
      name: 'PUT /v2/inbox',
      isRead: false,
      percent: 3,
      make: (elapsed) => {
        const { id } = anyOnline(writers, elapsed);
        const message = { toUserId: id, encryptedMessage: [base64(256), base64(256)] };
        return write('PUT', '/inbox', message, 'user_inbox_items', 1);
      },
    },
    {
      name: 'PUT /v2/user',
      isRead: false,
      percent: 2,
      make: (elapsed) => {
        const profile = {
          ...anyOnline(writers, elapsed),
          encryptedCurrentPlan: base64(bytes.plan),
          encryptedName: base64(bytes.name),
          encryptionIV: base64(16),
          rsaPublicKey: base64(bytes.key),
        };
        return write('PUT', '/user', profile);
      },
    },
    { name: 'PUT /v2/follow-secret', isRead: false, percent: 1, make: addSecret },
    {
      name: 'POST /v2/follow-secret/delete',
      isRead: false,
      percent: 0.5,
      make: (elapsed) => {
        const secret = secrets.shift();
        if (secret === undefined) return addSecret(elapsed);
        return write('POST', '/follow-secret/delete', secret, 'user_follow_secrets', -1);
      },
    },
    {
      name: 'POST /v2/shareditem',
      isRead: false,
      percent: 0.5,
      make: (elapsed) => {
        const { id, password } = anyOnline(writers, elapsed);
        return {
          method: 'POST',
          path: '/v2/shareditem',
          body: {
            userId: id,
            password,
            encryptedPayload: { encryptedPayload: base64(bytes.item), iv: { value: base64(16) } },
            expiry: FAR,
          },
          isRight: (response) => {
            ledger.note('shared_items', 1);
            return response.startsWith('{"id":"');
          },
        };
      },
    },
    { name: 'POST /v2/user/create', isRead: false, percent: 0.5, make: createUser },
    {
      name: 'POST /v2/user/delete',
      isRead: false,
      percent: 0.5,
      make: () => {
        const user = created.shift();
        return user === undefined ? createUser() : write('POST', '/user/delete', user, 'users', -1);
      },
    },
  ];
}

/** Shares are multiples of half a percent. */
const CARDS_A_PERCENT = 2;

/** Deals the kinds endlessly, in random order, so that each 200 have exactly the shares. */
export function* deal(kinds: readonly Kind[]): Generator<Kind, never> {
  const cards = kinds.flatMap((kind) => Array.from({ length: kind.percent * CARDS_A_PERCENT }, () => kind));
  for (;;) {
    const shuffled = cards
      .map((kind) => ({ kind, place: Math.random() }))
      .toSorted((a, b) => a.place - b.place);
    for (const { kind } of shuffled) yield kind;
  }
}
