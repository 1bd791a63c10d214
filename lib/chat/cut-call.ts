import { setTimeout as sleep } from 'node:timers/promises';
import { selectIsCutCallLeft } from '../db/queries/chat-ends.ts';
import type { SocketContext } from '../socket/context.ts';
import type { Caller } from './caller.ts';
import type { AnswerTask } from './task.ts';

/** Milliseconds that a call which was cut short waits for the client's next one, before it completes by itself. */
export const NEXT_CALL = 10_000;

/** Milliseconds kept back of the function's time. */
const RESERVE = 2_000;

/**
 * Completes a call that a restart cut short. When a call completes, LiftLog's app removes all its handlers, also
 * the next call's. So the next answer completes both calls, and this does it only when there is none.
 */
export async function completeCutCall(
  { connectionId, callId }: Pick<AnswerTask, 'connectionId' | 'callId'>,
  caller: Caller,
  { userData, remaining, report }: SocketContext,
): Promise<void> {
  if (callId === undefined) return await caller.done();
  await sleep(Math.max(0, Math.min(NEXT_CALL, remaining() - RESERVE)));
  const isLeft = await selectIsCutCallLeft(userData, connectionId, callId).catch((error: unknown) => {
    report(error);
    return true;
  });
  if (isLeft) await caller.done();
}
