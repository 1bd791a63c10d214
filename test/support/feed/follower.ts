import type { TestSystem } from '../system/system.ts';

const BEGINNING = '0001-01-01T00:00:00Z';

export interface ReceivedEvent {
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
  readonly encryptedEventPayload: string;
  readonly encryptedEventIV: string;
  readonly expiry: string;
}

/** Follows users as the app does: each poll asks for events newer than the newest received one of each user. */
export class Follower {
  /** All events in the order of arrival. */
  readonly received: ReceivedEvent[] = [];
  readonly #api: TestSystem;
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #newest = new Map<string, string>();

  /** @param secrets the followed users' ids and their secrets. */
  constructor(api: TestSystem, secrets: Readonly<Record<string, string>>) {
    this.#api = api;
    this.#secrets = secrets;
  }

  /** @returns the events of one response. @throws when it is incomplete. */
  async poll(): Promise<ReceivedEvent[]> {
    const users = Object.entries(this.#secrets).map(([userId, followSecret]) => {
      return { userId, followSecret, since: this.#newest.get(userId) ?? BEGINNING };
    });
    const { status, body } = await this.#api.call('POST', '/v2/events', { users });
    if (status !== 200 || body.invalidFollowSecrets.length > 0)
      throw new Error(`The poll failed: ${status}.`);
    for (const event of body.events) {
      this.received.push(event);
      this.#newest.set(event.userId, event.timestamp);
    }
    return body.events;
  }

  /** Polls without a pause until a promise has settled, and once more. */
  async pollDuring<Value>(task: Promise<Value>): Promise<Value> {
    const state = { isDone: false };
    void task
      .catch(() => {})
      .finally(() => {
        state.isDone = true;
      });
    while (!state.isDone) await this.poll();
    const value = await task;
    await this.poll();
    return value;
  }
}
