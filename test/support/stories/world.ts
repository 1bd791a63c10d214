import { randomUUID } from 'node:crypto';
import type { PlainChat } from '../chat/plain.ts';
import type { TestUser } from '../users/users.ts';

/** A user in the contract. */
export interface Person extends TestUser {
  isGone: boolean;
  profile: Profile;
  readonly events: Map<string, PublishedEvent>;
  readonly followSecrets: Set<string>;
  /** Oldest first. */
  inbox: (readonly string[])[];
}

interface Profile {
  readonly encryptedCurrentPlan: string | null;
  readonly encryptedProfilePicture: string | null;
  readonly encryptedName: string | null;
  readonly encryptionIV: string;
  readonly rsaPublicKey: string;
}

interface PublishedEvent {
  readonly payload: string;
  /** Expired events are never returned. */
  readonly isExpired: boolean;
  /** The position among all published events; an edit moves it to the end. */
  readonly place: number;
}

interface SharedItem {
  readonly id: string;
  readonly owner: Person;
  readonly payload: string;
}

/** An app that follows a user. */
export interface Follower {
  readonly person: Person;
  /** The point up to which it has read: as the API knows it, and as a place. */
  since: string;
  place: number;
}

/** A person who has paid for the planner. */
export interface Customer {
  readonly token: string;
  /** Calls that the rate limit counted today. */
  counted: number;
}

/** A chat whose socket is open. */
export interface Conversation {
  readonly chat: PlainChat;
  /** The customer who pays; undefined until a token is sent. */
  payer: Customer | undefined;
  /** The messages since the last restart, oldest first. */
  turns: readonly string[];
  answers: number;
}

/** An in-memory model of the contract, from which the expected responses follow. */
export interface World {
  readonly people: Person[];
  readonly items: SharedItem[];
  readonly followers: Follower[];
  readonly customers: readonly Customer[];
  readonly conversations: Conversation[];
  eventsPut: number;
}

const CUSTOMERS = 2;

export const emptyWorld = (): World => ({
  people: [],
  items: [],
  followers: [],
  customers: Array.from({ length: CUSTOMERS }, () => ({ token: `customer-${randomUUID()}`, counted: 0 })),
  conversations: [],
  eventsPut: 0,
});

const nothingPublished: Profile = {
  encryptedCurrentPlan: null,
  encryptedProfilePicture: null,
  encryptedName: null,
  encryptionIV: '',
  rsaPublicKey: '',
};

/** Adds a new user, and a follower who follows them from the beginning. */
export function join(world: World, user: TestUser): void {
  const person: Person = {
    ...user,
    isGone: false,
    profile: nothingPublished,
    events: new Map(),
    followSecrets: new Set(),
    inbox: [],
  };
  world.people.push(person);
  world.followers.push({ person, since: '0001-01-01T00:00:00Z', place: 0 });
}

/** Selects one of the things by any number. @throws Error when there is none. */
export function pick<Thing>(things: readonly Thing[], number: number): Thing {
  const thing = things[number % things.length];
  if (thing === undefined) throw new Error('There is nothing to pick.');
  return thing;
}
