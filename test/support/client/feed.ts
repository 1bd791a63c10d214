import { type Api, bodyOf, fromBase64, toBase64 } from './api.ts';
import { open, seal } from './envelope.ts';
import type { Followed } from './following.ts';
import type { Identity } from './identity.ts';

const NINETY_DAYS = 90 * 24 * 60 * 60 * 1_000;

export const inNinetyDays = (): string => new Date(Date.now() + NINETY_DAYS).toISOString();

export interface Workout {
  readonly id: string;
  readonly session: string;
  readonly kilograms: readonly number[];
}

/** Publishes a workout, or its latest version, for followers. */
export async function publishWorkout(api: Api, identity: Identity, workout: Workout): Promise<void> {
  const { payload, iv } = await seal(workout, identity.aesKey, identity.keys);
  const event = {
    userId: identity.id,
    password: identity.password,
    eventId: workout.id,
    encryptedEventPayload: toBase64(payload),
    encryptedEventIV: toBase64(iv),
    expiry: inNinetyDays(),
  };
  await api.PUT('/event', { body: event });
}

/** A follower's state of one user: the newest timestamp is the `since` of the next poll. */
export class Feed {
  readonly #api: Api;
  readonly #followed: Followed;
  #newest = '0001-01-01T00:00:00Z';

  constructor(api: Api, followed: Followed) {
    this.#api = api;
    this.#followed = followed;
  }

  /**
   * Fetches new workouts in one call.
   *
   * @returns the workouts, decrypted and verified, and whether the secret is still valid.
   */
  async poll(): Promise<{ workouts: Workout[]; isFollowing: boolean }> {
    const { userId, followSecret, aesKey, publicKey } = this.#followed;
    const users = [{ userId, followSecret, since: this.#newest }];
    const response = await bodyOf(this.#api.POST('/events', { body: { users } }));
    const workouts = await Promise.all(
      response.events.map(({ encryptedEventPayload, encryptedEventIV }) => {
        const envelope = { payload: fromBase64(encryptedEventPayload), iv: fromBase64(encryptedEventIV) };
        return open<Workout>(envelope, aesKey, publicKey);
      }),
    );
    this.#newest = response.events.at(-1)?.timestamp ?? this.#newest;
    return { workouts, isFollowing: !response.invalidFollowSecrets.includes(followSecret) };
  }
}
