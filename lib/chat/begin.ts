import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stores } from '../auth/stores/store.ts';
import { readPaidConfig } from '../config.ts';
import { type Beginning, beginAnswer } from '../db/queries/chat-questions.ts';
import type { ChatProtocol } from '../db/queries/chats.ts';
import type { Problem } from '../http/problem.ts';
import { countAgainstLimit } from '../rate-limit.ts';
import type { Tools } from '../socket/exchange.ts';
import { giveUp } from './give-up.ts';
import { handOver } from './hand-over.ts';
import { answerRunning, chatFull, noChat, notPaid, otherFraming, plannerDown } from './problems.ts';

const { CHAT_MAX_ANSWERS } = readPaidConfig();

/** Milliseconds that an answer which was asked to stop is waited for, and between two looks at it. */
const STOPPING = 3_000;
const LOOK_EVERY = 250;

interface Question {
  readonly hub: string;
  readonly connectionId: string;
  readonly protocol: ChatProtocol;
  readonly callId: string | undefined;
  readonly content: string;
}

/**
 * Takes a question, counts the call if it opens the chat, and sees to it that the answer begins.
 *
 * @throws Problem when there can be no answer now; then nothing is left of the question, and nothing counted.
 */
export async function begin(question: Question, tools: Tools): Promise<void> {
  const answerId = randomUUID();
  const beginning = await beginOnceStopped({ ...question, answerId }, tools);
  if (beginning === undefined) throw noChat();
  const { begun } = beginning;
  if (begun === undefined) throw refusal(beginning, question.protocol);

  const { content: _content, ...task } = question;
  const { conversation, position, answers } = begun;
  const answer = { answerId, conversation, number: answers + 1, position };
  let counted: { key: string; at: string } | undefined;
  try {
    if (answers === 0) counted = await count(beginning, answerId, tools);
    await handOver({ ...task, ...answer, counted }).catch((error: unknown) => {
      throw plannerDown(error);
    });
  } catch (error) {
    await giveUp({ ...answer, connectionId: question.connectionId, counted }, tools, false);
    throw error;
  }
}

async function beginOnceStopped(
  question: Question & { readonly answerId: string },
  { userData }: Tools,
): Promise<Beginning | undefined> {
  const until = Date.now() + STOPPING;
  for (;;) {
    const beginning = await beginAnswer(userData, { ...question, mostAnswers: CHAT_MAX_ANSWERS });
    const isWaiting = beginning?.begun === undefined && beginning?.isStopping === true;
    if (!isWaiting || Date.now() > until) return beginning;
    await sleep(LOOK_EVERY);
  }
}

function refusal({ tokenHash, protocol, isFull }: Beginning, spoken: ChatProtocol): Problem {
  if (tokenHash === null) return notPaid();
  if (protocol !== null && protocol !== spoken) return otherFraming();
  return isFull ? chatFull(CHAT_MAX_ANSWERS) : answerRunning();
}

async function count({ store, tokenHash }: Beginning, answerId: string, { rateLimit }: Tools) {
  const known = stores.find((name) => name === store);
  if (known === undefined || tokenHash === null) throw notPaid();
  const at = await countAgainstLimit(rateLimit, { store: known, key: tokenHash }, answerId);
  return { key: tokenHash, at };
}
