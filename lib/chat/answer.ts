import { randomUUID } from 'node:crypto';
import type { ChatForm, Words } from '../ai/chat/form.ts';
import { streamAnswer } from '../ai/chat/stream-answer.ts';
import { throttle } from '../ai/chat/throttle.ts';
import { toTurn } from '../ai/chat/turn.ts';
import { configuredModel } from '../ai/configured-model.ts';
import {
  type ChatMessage,
  type CountedAnswer,
  claimAnswer,
  finishAnswer,
} from '../db/queries/chat-answers.ts';
import { deleteChat } from '../db/queries/chats.ts';
import { Problem } from '../problem/problem.ts';
import { ConnectionGoneError } from '../socket/connection.ts';
import type { SocketContext } from '../socket/context.ts';
import { type Caller, callerOf } from './caller.ts';
import { cancelAnswer } from './cancel-answer.ts';
import { completeCutCall } from './cut-call.ts';
import { formAt } from './form.ts';
import type { AnswerTask } from './task.ts';
import { watchOver } from './watch.ts';

/** Milliseconds kept back to end an answer properly before Lambda ends the function. */
const RESERVE = 10_000;

/** Streams the model's answer to the client, and completes the client's call. */
export async function answer(task: AnswerTask, context: SocketContext): Promise<void> {
  const caller = callerOf(task);
  const progress: Progress = { shown: undefined };
  try {
    await answerOrThrow(task, caller, context, progress);
  } catch (error) {
    // A client that has left needs no answer, and its chat ends.
    if (error instanceof ConnectionGoneError) return await deleteChat(context.userData, task.connectionId);
    context.report(error);
    const hasBegun = progress.shown !== undefined;
    const isCut = await cancelAnswer(
      task,
      context,
      hasBegun || (error instanceof Problem && error.isCharged),
    );
    if (isCut) await completeCutCall(task, caller, context);
    else await caller.failed(error, wordsOf(progress.shown));
  }
}

/** The part of an answer that the client has. */
interface Progress {
  shown: Words | { readonly type: 'chatPlan' } | undefined;
}

const wordsOf = (shown: Progress['shown']) => (shown?.type === 'messageResponse' ? shown.message : undefined);

async function answerOrThrow(
  task: AnswerTask,
  caller: Caller,
  context: SocketContext,
  progress: Progress,
): Promise<void> {
  const { connectionId, answerId, conversation, number, callId } = task;
  const own = { connectionId, answerId, conversation, number, callId, worker: randomUUID() };
  const claimed = await claimAnswer(context.userData, own);
  if (claimed === undefined) return;
  if (claimed.isStopped) {
    const isCut = await cancelAnswer(task, context, false);
    return await (isCut ? completeCutCall(task, caller, context) : caller.done());
  }
  const form = formAt(task.hub, claimed.weightUnit);
  const content = await stream(form, claimed.messages, own, caller, context, progress);
  // The client has its answer, even if it can't be stored.
  const { isCut } = await finishAnswer(context.userData, own, content).catch((error: unknown) => {
    context.report(error);
    return { isCut: false };
  });
  await (isCut ? completeCutCall(task, caller, context) : caller.done());
}

/** @returns the text to store of the answer: as much as was sent. */
async function stream<Plan extends { readonly type: 'chatPlan' }>(
  form: ChatForm<Plan>,
  messages: readonly ChatMessage[],
  own: CountedAnswer,
  caller: Caller,
  context: SocketContext,
  progress: Progress,
): Promise<string | undefined> {
  const watch = watchOver(context.userData, own);
  const deadline = AbortSignal.timeout(Math.max(0, context.remaining() - RESERVE));
  try {
    const model = await configuredModel();
    const answers = streamAnswer(model, form, messages, AbortSignal.any([watch.signal, deadline]));
    const last = await throttle(answers, (response) => {
      progress.shown = response;
      watch.begun();
      return caller.push(response);
    });
    if (deadline.aborted) throw new Problem(504, 'The model took too long. Try again.');
    return last && toTurn(form, last).content;
  } finally {
    watch.end();
  }
}
