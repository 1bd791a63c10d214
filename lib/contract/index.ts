import { makeSession, makeWorkout } from './ai.ts';
import { aiChat, negotiateChat } from './chat.ts';
import { getAsyncApi, getDocs, getDocsFile, getOpenApi, getRedoc, getRoot } from './documents.ts';
import { getEvents, putEvent } from './event.ts';
import { deleteFollowSecret, putFollowSecret } from './follow-secret.ts';
import { getHealth } from './health.ts';
import type { Hub } from './hub.ts';
import { getInbox, putInbox } from './inbox.ts';
import type { Route } from './route.ts';
import { createSharedItem, getSharedItem } from './shared-item.ts';
import { createUser, deleteUser, getUser, getUsers, putUser } from './user.ts';

/** Every REST call of the API. One gateway method each; routes of one name have one function and bundle. */
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
  getRoot,
  getOpenApi,
  getAsyncApi,
  getDocs,
  getRedoc,
  getDocsFile,
];

/** Every socket of the API. */
export const hubs: readonly Hub[] = [aiChat];
