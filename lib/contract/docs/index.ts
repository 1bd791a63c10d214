import { makeSession, makeWorkout } from '../ai.ts';
import { aiChat } from '../chat.ts';
import { aiChatV2 } from '../chat-v2.ts';
import { nothing } from '../common.ts';
import { putFollowSecret } from '../follow-secret.ts';
import { getUser } from '../user.ts';
import { aboutCalls } from './about.ts';
import { aiCalls } from './ai.ts';
import type { DocumentedCall } from './call.ts';
import { chatCalls, chatMessages, chatMethods } from './chat.ts';
import { chatV2Calls, chatV2Messages, chatV2Methods } from './chat-v2.ts';
import { eventCalls } from './event.ts';
import { followSecretCalls } from './follow-secret.ts';
import type { DocumentedHub } from './hub.ts';
import { inboxCalls } from './inbox.ts';
import { invalidRequest, problem } from './problem.ts';
import { sharedItemCalls } from './shared-item.ts';
import { userCalls } from './user.ts';

/** Every call, in the order in which a reader needs them. */
export const documentedCalls: readonly DocumentedCall[] = [
  ...userCalls,
  ...eventCalls,
  ...followSecretCalls,
  ...inboxCalls,
  ...sharedItemCalls,
  ...aiCalls,
  ...chatCalls,
  ...chatV2Calls,
  ...aboutCalls,
];

/** Every hub, newest first. */
export const documentedHubs: readonly DocumentedHub[] = [
  { name: 'aiChatV2', title: 'AI chat v2', hub: aiChatV2, methods: chatV2Methods, messages: chatV2Messages },
  { name: 'aiChat', title: 'AI chat', hub: aiChat, methods: chatMethods, messages: chatMessages },
];

/** Schemas that more than one call uses, with the names that they have in the document. */
export const namedSchemas = {
  Nothing: nothing,
  User: getUser.response,
  FollowSecret: putFollowSecret.body,
  Plan: makeWorkout.response,
  Session: makeSession.response,
  Exercise: makeSession.response.shape.exercises.def.element,
  Problem: problem,
  InvalidRequest: invalidRequest,
};

/** Groups of calls, in order. */
export const tags: readonly { name: string; description: string }[] = [
  { name: 'Users', description: 'Users and the profiles that they publish.' },
  { name: 'Events', description: 'What users share with their followers, above all finished workouts.' },
  { name: 'Following', description: 'Secrets with which followers read events.' },
  { name: 'Inbox', description: 'Messages from user to user.' },
  { name: 'Sharing', description: 'Items that are shared by link.' },
  {
    name: 'AI planner',
    description: 'Training plans written by a language model. Each call needs a purchase token.',
  },
  { name: 'AI chat', description: 'A conversation with the planner, over a WebSocket.' },
  { name: 'About', description: 'The API itself.' },
];
