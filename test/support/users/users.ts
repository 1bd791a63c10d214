import { randomBytes, randomUUID } from 'node:crypto';
import type { TestSystem } from '../system/system.ts';

export interface TestUser {
  readonly id: string;
  readonly lookup: string;
  readonly password: string;
}

/** Random bytes as base64, which look like ciphertext. */
export const ciphertext = (bytes: number): string => randomBytes(bytes).toString('base64');

/** A body for `PUT /v2/event`; given properties replace the generated ones. */
export const eventBody = (user: TestUser, given: Readonly<Record<string, unknown>> = {}) => ({
  userId: user.id,
  password: user.password,
  eventId: randomUUID(),
  encryptedEventPayload: ciphertext(200),
  encryptedEventIV: ciphertext(16),
  expiry: '2099-01-01T00:00:00Z',
  ...given,
});

/** Gives a user a follow secret. @returns it. */
export async function addFollowSecret(api: TestSystem, user: TestUser): Promise<string> {
  const followSecret = randomUUID();
  await api.call('PUT', '/v2/follow-secret', { userId: user.id, password: user.password, followSecret });
  return followSecret;
}
