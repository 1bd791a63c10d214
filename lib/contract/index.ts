import { makeSession, makeWorkout } from './ai.ts';
import { aiChat, negotiateChat } from './chat.ts';
import { getEvents, putEvent } from './event.ts';
import { deleteFollowSecret, putFollowSecret } from './follow-secret.ts';
import { getHealth } from './health.ts';
import type { Hub } from './hub.ts';
import { getInbox, putInbox } from './inbox.ts';
import type { Route } from './route.ts';
import { createSharedItem, getSharedItem } from './shared-item.ts';
import { createUser, deleteUser, getUser, getUsers, putUser } from './user.ts';

/** Every REST call of the API. One function, one bundle and one gateway method each. */
export const routes: readonly Route[] = [
  createUser,
  getUser,
  getUsers,
  putUser,
  deleteUser,
  putEvent,
  getEvents,
  putFollowSecret,
  deleteFollowSecret,
  putInbox,
  getInbox,
  createSharedItem,
  getSharedItem,
  makeWorkout,
  makeSession,
  negotiateChat,
  getHealth,
];

/** Every socket of the API. */
export const hubs: readonly Hub[] = [aiChat];
