import { randomUUID } from 'node:crypto';
import { streamAnswer } from '../ai/chat/stream-answer.ts';
import { throttle } from '../ai/chat/throttle.ts';
import { toTurn } from '../ai/chat/turn.ts';
import { configuredModel } from '../ai/configured-model.ts';
import type { ChatResponse } from '../contract/chat.ts';
import { type ChatMessage, claimAnswer, finishAnswer, type OwnAnswer } from '../db/queries/chat-answers.ts';
import { deleteChat } from '../db/queries/chats.ts';
import { Problem } from '../problem/problem.ts';
import { ConnectionGoneError } from '../socket/connection.ts';
import type { SocketContext } from '../socket/context.ts';
import { type Caller, callerOf } from './caller.ts';
import { cancelAnswer } from './cancel-answer.ts';
import type { AnswerTask } from './task.ts';
import { watchOver } from './watch.ts';

/** Milliseconds kept back to end an answer in order before Lambda ends the function. */
const RESERVE = 10_000;

/** Gives a chat an answer of the model's, and ends the client's call. */
export async function answer(task: AnswerTask, context: SocketContext): Promise<void> {
  const caller = callerOf(task);
  try {
    await answerOrThrow(task, caller, context);
  } catch (error) {
    // Whoever has gone needs no answer, and has no chat any more.
    if (error instanceof ConnectionGoneError) return await deleteChat(context.userData, task.connectionId);
    context.report(error);
    await cancelAnswer(task, context);
    await caller.failed(error);
  }
}

async function answerOrThrow(task: AnswerTask, caller: Caller, context: SocketContext): Promise<void> {
  const own = { connectionId: task.connectionId, answerId: task.answerId, worker: randomUUID() };
  const claimed = await claimAnswer(context.userData, own);
  if (claimed === undefined) return;
  const given = claimed.isStopped ? undefined : await stream(claimed.messages, own, caller, context);
  // The client has its answer, whether or not it can be remembered.
  await finishAnswer(context.userData, own, task.conversation, given && toTurn(given).content).catch(
    context.report,
  );
  await caller.done();
}

/** @returns what was sent of the answer: all of it, unless the client wanted no more. */
async function stream(
  messages: readonly ChatMessage[],
  own: OwnAnswer,
  caller: Caller,
  context: SocketContext,
): Promise<ChatResponse | undefined> {
  const watch = watchOver(context.userData, own);
  const deadline = AbortSignal.timeout(Math.max(0, context.remaining() - RESERVE));
  try {
    const model = await configuredModel();
    const answers = streamAnswer(model, messages, AbortSignal.any([watch.signal, deadline]));
    const given = await throttle(answers, (response) => caller.push(response));
    if (deadline.aborted) throw new Problem(504, 'The model took too long and was given up. Try again.');
    return given;
  } finally {
    watch.end();
  }
}
