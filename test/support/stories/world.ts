import { randomUUID } from 'node:crypto';
import type { PlainChat } from '../chat/plain.ts';
import type { TestUser } from '../users/users.ts';

/** A user as the contract has it. */
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
  /** Expired ones are never handed out. */
  readonly isExpired: boolean;
  /** Its place among all events put so far; an edit moves it to the end. */
  readonly place: number;
}

interface SharedItem {
  readonly id: string;
  readonly owner: Person;
  readonly payload: string;
}

/** An app that follows somebody. */
export interface Follower {
  readonly person: Person;
  /** Where it has read to: as it tells the API, and as a place. */
  since: string;
  place: number;
}

/** Somebody who has paid for the planner. */
export interface Customer {
  readonly token: string;
  /** Calls that the rate limit counted today. */
  counted: number;
}

/** A chat whose socket is open. */
export interface Conversation {
  readonly chat: PlainChat;
  /** Who pays; nobody has to until a token is shown. */
  payer: Customer | undefined;
  /** What was said since the last restart, oldest first. */
  turns: readonly string[];
  answers: number;
}

/** The contract in memory: what every call must answer. */
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

/** A user who has just been created, and somebody who follows them from the beginning. */
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

/** One of some things, by any number. @throws Error when there is none. */
export function pick<Thing>(things: readonly Thing[], number: number): Thing {
  const thing = things[number % things.length];
  if (thing === undefined) throw new Error('There is nothing to pick.');
  return thing;
}
