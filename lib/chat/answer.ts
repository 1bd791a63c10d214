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

/** Milliseconds kept back to end an answer in order before Lambda ends the function. */
const RESERVE = 10_000;

/** Gives a chat an answer of the model's, and ends the client's call. */
export async function answer(task: AnswerTask, context: SocketContext): Promise<void> {
  const caller = callerOf(task);
  const progress: Progress = { shown: undefined };
  try {
    await answerOrThrow(task, caller, context, progress);
  } catch (error) {
    // Whoever has gone needs no answer, and has no chat any more.
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

/** What was given of an answer. */
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
  const given = await stream(form, claimed.messages, own, caller, context, progress);
  // The client has its answer, whether or not it can be remembered.
  const { isCut } = await finishAnswer(context.userData, own, given).catch((error: unknown) => {
    context.report(error);
    return { isCut: false };
  });
  await (isCut ? completeCutCall(task, caller, context) : caller.done());
}

/** @returns what to remember of the answer that was sent: of all, unless the client wanted no more. */
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
    const given = await throttle(answers, (response) => {
      progress.shown = response;
      watch.begun();
      return caller.push(response);
    });
    if (deadline.aborted) throw new Problem(504, 'The model took too long. Try again.');
    return given && toTurn(form, given).content;
  } finally {
    watch.end();
  }
}
