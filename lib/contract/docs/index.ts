import { makeSession, makeWorkout } from '../ai.ts';
import { aiChat } from '../chat.ts';
import { aiChatV2 } from '../chat-v2.ts';
import { nothing } from '../common.ts';
import { putFollowSecret } from '../follow-secret.ts';
import { getUser } from '../user.ts';
import { aboutCalls } from './about.ts';
import { aiCalls } from './ai.ts';
import type { DocumentedCall } from './call.ts';
import { chatAnswers, chatCalls, chatMethods } from './chat.ts';
import { chatV2Answers, chatV2Calls, chatV2Methods } from './chat-v2.ts';
import { eventCalls } from './event.ts';
import { followSecretCalls } from './follow-secret.ts';
import type { DocumentedHub } from './hub.ts';
import { inboxCalls } from './inbox.ts';
import { invalidRequest, problem } from './problem.ts';
import { sharedItemCalls } from './shared-item.ts';
import { userCalls } from './user.ts';

/** Every call, in the order in which people meet them. */
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

/** Every hub, the newest first. */
export const documentedHubs: readonly DocumentedHub[] = [
  { name: 'aiChatV2', title: 'AI chat v2', hub: aiChatV2, methods: chatV2Methods, answers: chatV2Answers },
  { name: 'aiChat', title: 'AI chat', hub: aiChat, methods: chatMethods, answers: chatAnswers },
];

/** Schemas that are not just one call's request or answer, and have a name of their own. */
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
  { name: 'Users', description: 'Who there is, and what they publish of themselves.' },
  { name: 'Events', description: 'What users do, for their followers: finished workouts, above all.' },
  { name: 'Following', description: 'Secrets with which followers read events.' },
  { name: 'Inbox', description: 'Messages from user to user.' },
  { name: 'Sharing', description: 'Items under a link.' },
  { name: 'AI planner', description: 'Training plans by a model. Each call needs a purchase token.' },
  { name: 'AI chat', description: 'A conversation with the planner, over a WebSocket.' },
  { name: 'About', description: 'The API itself.' },
];
