import type { TestSystem } from '../system/system.ts';
import { eventBody, type TestUser } from '../users/users.ts';

const BEGINNING = '0001-01-01T00:00:00Z';

/** One entry of a body for `POST /v2/events`. */
export const following = (user: Pick<TestUser, 'id'>, followSecret: string, since = BEGINNING) => ({
  userId: user.id,
  followSecret,
  since,
});

export const poll = (api: TestSystem, ...users: readonly ReturnType<typeof following>[]) =>
  api.call('POST', '/v2/events', { users });

/** Puts an event. @returns its body. @throws Error when it is refused. */
export async function publishEvent(
  api: TestSystem,
  user: TestUser,
  given: Readonly<Record<string, unknown>> = {},
) {
  const event = eventBody(user, given);
  const { status } = await api.call('PUT', '/v2/event', event);
  if (status !== 200) throw new Error(`The event was refused: ${status}`);
  return event;
}
