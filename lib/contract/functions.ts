import { makeSession, makeWorkout } from './ai.ts';
import { negotiateChat } from './chat.ts';
import { negotiateChatV2 } from './chat-v2.ts';
import { getAsyncApi, getDocs, getDocsFile, getOpenApi, getRedoc, getRoot } from './documents.ts';
import { getEvents, putEvent } from './event.ts';
import { deleteFollowSecret, putFollowSecret } from './follow-secret.ts';
import { type LambdaFunction, onDeployment, onRequest, onSchedule, onSocket, onTask } from './function.ts';
import { getHealth } from './health.ts';
import { socketFunctions } from './hub.ts';
import { getInbox, putInbox } from './inbox.ts';
import { createSharedItem, getSharedItem } from './shared-item.ts';
import { createUser, deleteUser, getUser, getUsers, putUser } from './user.ts';

const password = { databases: 'userData', usesDigestKeys: true, concurrency: 'password' } as const;
const planner = { databases: 'rateLimit', usesSecrets: true, concurrency: 'model', bundle: 'split' } as const;

export const purge = onSchedule('purge', {
  summary: 'Deletes expired data',
  databases: 'both',
  everyMinutes: 60,
  keepsDatabaseAwake: false,
  timeoutSeconds: 10 * 60,
});

export const canary = onSchedule('canary', {
  summary: 'Makes the first calls of an app, to see whether they work',
  databases: 'none',
  callsApi: true,
  everyMinutes: 5,
  keepsDatabaseAwake: true,
  timeoutSeconds: 4 * 60,
});

export const census = onSchedule('census', {
  summary: 'Counts chats, users and events for the dashboard',
  databases: 'userData',
  everyMinutes: 5,
  keepsDatabaseAwake: true,
  timeoutSeconds: 60,
});

export const migrate = onDeployment('migrate', {
  summary: 'Migrates both databases to the latest version and creates their users',
  databases: 'owner',
  // A new cluster takes a while to accept connections.
  timeoutSeconds: 14 * 60,
});

export const chatAnswer = onTask(socketFunctions.answer, {
  summary: "Sends the model's answer to a chat while it grows",
  databases: 'both',
  usesSecrets: true,
  concurrency: 'model',
  timeoutSeconds: 5 * 60,
  invokedBy: socketFunctions.message,
  onFailure: socketFunctions.answerFailed,
  postsToClients: true,
});

/**
 * Every Lambda function, and what each needs. The build, the CDK app, the stand-in for AWS, the API's documents and
 * the tests are all made from this list.
 */
export const functions: readonly LambdaFunction[] = [
  // Creating a password always hashes it; checking one hashes it at most once.
  onRequest([createUser], { ...password, processor: 'full' }),
  onRequest([getUser], { databases: 'userData' }),
  onRequest([getUsers], { databases: 'userData' }),
  onRequest([putUser], password),
  onRequest([deleteUser], password),
  onRequest([putEvent], password),
  onRequest([getEvents], { databases: 'userData' }),
  onRequest([putFollowSecret], password),
  onRequest([deleteFollowSecret], password),
  onRequest([putInbox], { databases: 'userData' }),
  onRequest([getInbox], password),
  onRequest([createSharedItem], password),
  onRequest([getSharedItem], { databases: 'userData' }),
  onRequest([makeWorkout], planner),
  onRequest([makeSession], planner),
  // Split alone: functions that are split together share chunks, and this one does not need the database client.
  onRequest([negotiateChat, negotiateChatV2], {
    databases: 'none',
    usesSecrets: true,
    bundle: 'split alone',
  }),
  onRequest([getHealth], { databases: 'none' }),
  onRequest([getOpenApi, getAsyncApi, getDocs, getRedoc, getDocsFile, getRoot], { databases: 'none' }),
  onSocket(socketFunctions.connect, {
    summary: 'Accepts or refuses a connection',
    route: '$connect',
    databases: 'userData',
    usesSecrets: true,
    bundle: 'split',
  }),
  onSocket(socketFunctions.message, {
    summary: 'Receives a message from a client and starts its answer',
    route: '$default',
    databases: 'both',
    usesSecrets: true,
    postsToClients: true,
    bundle: 'split',
  }),
  onSocket(socketFunctions.disconnect, {
    summary: 'Deletes the chat of a connection that has closed',
    route: '$disconnect',
    databases: 'userData',
  }),
  chatAnswer,
  onTask(socketFunctions.answerFailed, {
    summary: 'Tells a client that its answer failed',
    databases: 'both',
    postsToClients: true,
    timeoutSeconds: 29,
  }),
  purge,
  canary,
  census,
  migrate,
];
