import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stores } from '../auth/stores/store.ts';
import type { Beginning } from '../db/queries/chat-questions.ts';
import type { ChatProtocol, ChatWeightUnit } from '../db/queries/chats.ts';
import { readPlannerConfig } from '../planner-config.ts';
import type { Problem } from '../problem/problem.ts';
import { countAgainstLimit } from '../rate-limit/rate-limit.ts';
import type { SocketContext } from '../socket/context.ts';
import type { Protocol } from '../socket/protocols/protocol.ts';
import { callerOf } from './caller.ts';
import { cancelAnswer } from './cancel-answer.ts';
import { completeCutCall, NEXT_CALL } from './cut-call.ts';
import { failedCall } from './failed-call.ts';
import type { ChatHub } from './hub.ts';
import {
  answerRunning,
  chatFull,
  missingPurchase,
  noChat,
  plannerUnavailable,
  wrongProtocol,
} from './problems.ts';
import { startAnswer } from './start-answer.ts';
import { takeTurn } from './take-turn.ts';
import type { AnswerTask } from './task.ts';

const { CHAT_MAX_ANSWERS } = readPlannerConfig();

interface Question {
  readonly requestId: string;
  readonly hub: ChatHub;
  readonly connectionId: string;
  readonly protocol: Protocol;
  readonly callId: string | undefined;
  readonly content: string;
  readonly weightUnit?: ChatWeightUnit | null | undefined;
  /** The time it was sent: milliseconds, by API Gateway's clock. */
  readonly sent: number;
  readonly isIntroduction: boolean;
}

/**
 * Stores a question, counts the call if it opens the chat, and starts the answer.
 *
 * @returns the immediate reply. If it is an error, the question was removed again and nothing is counted.
 */
export async function begin(question: Question, context: SocketContext): Promise<string> {
  const { hub, protocol, connectionId, callId, content, weightUnit, sent, isIntroduction, requestId } =
    question;
  const own = { connectionId, answerId: randomUUID(), protocol: protocol.name };
  const asked = { ...own, content, weightUnit, maxAnswers: CHAT_MAX_ANSWERS, sent, isIntroduction };
  const beginning = await takeTurn(context, asked);
  if (beginning === undefined) throw noChat();
  const { begun, cutCalls, isStopped } = beginning;
  if (begun === undefined) {
    if (!isStopped) throw refusal(beginning, protocol.name);
    // A later question is being answered already.
    if (beginning.isForgotten && callId !== undefined) await sleep(NEXT_CALL);
    return protocol.done(callId);
  }

  const { conversation, position, answers } = begun;
  const caller = { hub: hub.declaration.path, callId, cutCalls };
  const task = { requestId, ...own, ...caller, conversation, number: answers + 1, position };
  let counted: AnswerTask['counted'];
  try {
    // A question that was stopped before it arrived costs nothing.
    if (answers === 0 && !isStopped) counted = await count(beginning, own.answerId, context);
    await startAnswer({ ...task, counted }).catch((error: unknown) => {
      throw plannerUnavailable(error);
    });
    return '';
  } catch (error) {
    context.report(error);
    const isCut = await cancelAnswer({ ...task, counted }, context, false);
    if (!isCut) return failedCall(hub, protocol, callId, error) + completions(protocol, cutCalls);
    await completeCutCall(task, callerOf(task), context);
    return '';
  }
}

const completions = (protocol: Protocol, calls: readonly string[]) =>
  calls.map((id) => protocol.done(id)).join('');

function refusal({ tokenHash, protocol, isFull }: Beginning, used: ChatProtocol): Problem {
  if (tokenHash === null) return missingPurchase();
  if (protocol !== null && protocol !== used) return wrongProtocol();
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
