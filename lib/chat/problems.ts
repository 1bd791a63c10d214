import { stores } from '../auth/stores/store.ts';
import { Problem } from '../problem/problem.ts';

export const noChat = () => new Problem(404, 'This chat is over. Connect anew.');

export const missingPurchase = () =>
  new Problem(401, 'This chat needs a purchase token, when it connects or by Authenticate.');

export const malformedToken = () => new Problem(401, `A purchase token is of a store: ${stores.join(', ')}.`);

export const wrongProtocol = () => new Problem(400, 'This chat began in the other framing.');

export const answerRunning = () =>
  new Problem(409, 'An answer is running. Wait until it ends, or stop it first.', { retryAfter: 1 });

export const chatFull = (most: number) =>
  new Problem(409, `A chat holds ${most} answers, and this one is full. Open a new one.`);

export const answerFailed = () =>
  new Problem(502, 'The answer got lost on our side. Ask again.', { retryAfter: 1 });

export const plannerUnavailable = (cause: unknown) =>
  new Problem(503, 'The planner can not be reached just now. Try again later.', { retryAfter: 5, cause });
