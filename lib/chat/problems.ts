import { stores } from '../auth/stores/store.ts';
import { Problem } from '../problem/problem.ts';

export const noChat = () => new Problem(404, 'This chat is over. Connect again.');

export const missingPurchase = () =>
  new Problem(401, 'This chat needs a purchase token: send it when you connect, or call Authenticate.');

export const malformedToken = () =>
  new Problem(401, `The store of a purchase token must be one of ${stores.join(', ')}.`);

export const wrongProtocol = () =>
  new Problem(400, 'This chat uses the other protocol. SignalR and plain JSON do not mix on one connection.');

export const answerRunning = () =>
  new Problem(409, 'An answer is running. Wait until it ends, or stop it first.', { retryAfter: 1 });

export const chatFull = (maximum: number) =>
  new Problem(409, `A chat holds ${maximum} answers, and this one is full. Open a new one.`);

export const answerFailed = () =>
  new Problem(502, 'The answer was lost on our side. Ask again.', { retryAfter: 1 });

export const plannerUnavailable = (cause: unknown) =>
  new Problem(503, 'The planner is not available at the moment. Try again later.', { retryAfter: 5, cause });
