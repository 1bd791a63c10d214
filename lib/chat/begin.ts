import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stores } from '../auth/stores/store.ts';
import { readPlannerConfig } from '../config.ts';
import { type Beginning, beginAnswer } from '../db/queries/chat-questions.ts';
import type { ChatProtocol, ChatWeightUnit } from '../db/queries/chats.ts';
import type { Problem } from '../problem/problem.ts';
import { countAgainstLimit } from '../rate-limit/rate-limit.ts';
import type { SocketContext } from '../socket/context.ts';
import { cancelAnswer } from './cancel-answer.ts';
import {
  answerRunning,
  chatFull,
  missingPurchase,
  noChat,
  plannerUnavailable,
  wrongProtocol,
} from './problems.ts';
import { startAnswer } from './start-answer.ts';

const { CHAT_MAX_ANSWERS } = readPlannerConfig();

/** Milliseconds that an answer which was asked to stop is waited for, and between two looks at it. */
const STOPPING = 3_000;
const POLL_INTERVAL = 250;

interface Question {
  readonly hub: string;
  readonly connectionId: string;
  readonly protocol: ChatProtocol;
  readonly callId: string | undefined;
  readonly content: string;
  readonly weightUnit?: ChatWeightUnit | null | undefined;
}

/**
 * Takes a question, counts the call if it opens the chat, and sees to it that the answer begins.
 *
 * @throws Problem when there can be no answer now; then nothing is left of the question, and nothing counted.
 */
export async function begin(question: Question, context: SocketContext): Promise<void> {
  const answerId = randomUUID();
  const beginning = await beginOnceStopped({ ...question, answerId }, context);
  if (beginning === undefined) throw noChat();
  const { begun } = beginning;
  if (begun === undefined) throw refusal(beginning, question.protocol);

  const { content: _content, weightUnit: _unit, ...task } = question;
  const { conversation, position, answers } = begun;
  const answer = { answerId, conversation, number: answers + 1, position };
  let counted: { key: string; at: string } | undefined;
  try {
    if (answers === 0) counted = await count(beginning, answerId, context);
    await startAnswer({ ...task, ...answer, counted }).catch((error: unknown) => {
      throw plannerUnavailable(error);
    });
  } catch (error) {
    await cancelAnswer({ ...answer, connectionId: question.connectionId, counted }, context, false);
    throw error;
  }
}

async function beginOnceStopped(
  question: Question & { readonly answerId: string },
  { userData }: SocketContext,
): Promise<Beginning | undefined> {
  const until = Date.now() + STOPPING;
  for (;;) {
    const beginning = await beginAnswer(userData, { ...question, mostAnswers: CHAT_MAX_ANSWERS });
    const isWaiting = beginning?.begun === undefined && beginning?.isStopping === true;
    if (!isWaiting || Date.now() > until) return beginning;
    await sleep(POLL_INTERVAL);
  }
}

function refusal({ tokenHash, protocol, isFull }: Beginning, spoken: ChatProtocol): Problem {
  if (tokenHash === null) return missingPurchase();
  if (protocol !== null && protocol !== spoken) return wrongProtocol();
  return isFull ? chatFull(CHAT_MAX_ANSWERS) : answerRunning();
}

async function count(
  { store, tokenHash, formerTokenHashes }: Beginning,
  answerId: string,
  { rateLimit }: SocketContext,
) {
  const known = stores.find((name) => name === store);
  if (known === undefined || tokenHash === null) throw missingPurchase();
  const purchase = { store: known, key: tokenHash, formerKeys: formerTokenHashes };
  const at = await countAgainstLimit(rateLimit, purchase, answerId);
  return { key: tokenHash, at };
}
