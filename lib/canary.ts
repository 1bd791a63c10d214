import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';
import { getEvents, putEvent } from './contract/event.ts';
import { putFollowSecret } from './contract/follow-secret.ts';
import { requestId } from './contract/gateway.ts';
import { getInbox } from './contract/inbox.ts';
import type { Route } from './contract/route.ts';
import { createUser, deleteUser, putUser } from './contract/user.ts';

/** Milliseconds for a call: a little more than API Gateway waits for a buffered response. */
const CALL_TIMEOUT = 30_000;

export interface CanaryRun {
  /** Milliseconds of each call that succeeded, by the route's name. */
  readonly times: Readonly<Record<string, number>>;
  /** Why the run ended early. */
  readonly failure: CanaryError | undefined;
}

/** A call did not do what an app expects. Quotes neither the request nor the response. */
class CanaryError extends Error {
  override readonly name = 'CanaryError';
  /** The id by which our logs know the call; undefined when there was no response. */
  readonly requestId: string | undefined;

  constructor(message: string, id?: string, cause?: unknown) {
    super(message, { cause });
    this.requestId = id;
  }
}

type Schema = z.ZodMiniType;
type Call<B extends Schema, R extends Schema> = Pick<
  Route<Schema, B, R>,
  'name' | 'methods' | 'path' | 'response'
>;
type Send = <B extends Schema, R extends Schema>(call: Call<B, R>, body: z.input<B>) => Promise<z.output<R>>;

/**
 * Makes the first calls of an app, as a user of its own, and deletes that user, whatever happened before.
 *
 * @param api address of the API, such as `https://api.example.com/v2`.
 */
export async function runCanary(api: string): Promise<CanaryRun> {
  const times: Record<string, number> = {};
  const send: Send = async (call, body) => {
    const start = performance.now();
    const response = await sendTo(api, call, body);
    times[call.name] = Math.round(performance.now() - start);
    return response;
  };
  let failure: CanaryError | undefined;
  const note = (error: unknown) => {
    failure ??=
      error instanceof CanaryError ? error : new CanaryError('The canary failed.', undefined, error);
  };
  try {
    const { id, password } = await send(createUser, {});
    await useAsApp(send, id, password).catch(note);
    await send(deleteUser, { id, password });
  } catch (error) {
    note(error);
  }
  return { times, failure };
}

/** Bytes in place of ciphertext and keys. */
const bytes = (length: number) => Buffer.alloc(length, 'canary').toString('base64');

/** Publishes a profile and an event, reads the event as a follower, and looks into the inbox. */
async function useAsApp(send: Send, id: string, password: string): Promise<void> {
  const followSecret = randomUUID();
  const payload = bytes(1_000);
  await send(putUser, {
    id,
    password,
    encryptedName: bytes(40),
    encryptionIV: bytes(16),
    rsaPublicKey: bytes(400),
  });
  await send(putFollowSecret, { userId: id, password, followSecret });
  await send(putEvent, {
    userId: id,
    password,
    eventId: randomUUID(),
    encryptedEventPayload: payload,
    encryptedEventIV: bytes(16),
    expiry: new Date(Date.now() + 60 * 60_000).toISOString(),
  });
  const since = '0001-01-01T00:00:00Z';
  const { events } = await send(getEvents, { users: [{ userId: id, followSecret, since }] });
  if (events.length !== 1 || events[0]?.encryptedEventPayload !== payload) {
    throw new CanaryError('A follower does not get the event that was put.');
  }
  await send(getInbox, { userId: id, password });
}

/** @throws CanaryError unless the response is a 200 as the contract has it. */
async function sendTo<B extends Schema, R extends Schema>(
  api: string,
  { name, methods: [method = 'POST'], path, response: schema }: Call<B, R>,
  body: z.input<B>,
): Promise<z.output<R>> {
  const signal = AbortSignal.timeout(CALL_TIMEOUT);
  const headers = { 'content-type': 'application/json' };
  const { status, id, text } = await fetch(`${api}${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
    signal,
  })
    .then(async (response) => ({
      status: response.status,
      id: response.headers.get(requestId.header) ?? undefined,
      text: await response.text(),
    }))
    .catch((cause: unknown) => {
      throw new CanaryError(`${name} got no whole response.`, undefined, cause);
    });
  if (status !== 200) throw new CanaryError(`${name} returned ${status}.`, id);
  const result = schema.safeParse(parse(text));
  if (!result.success) throw new CanaryError(`${name} returned something else than it declares.`, id);
  return result.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
