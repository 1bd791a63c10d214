import { type AbandonedAnswer, abandonAnswer } from '../db/queries/chat-answers.ts';
import { refundCall } from '../db/queries/rate-limit.ts';
import type { SocketContext } from '../socket/context.ts';
import type { AnswerTask } from './task.ts';

/**
 * Ends an answer that was not given in full, so that its question may be asked again. It counts if any of it was
 * sent or it cost tokens; otherwise its call is refunded. Failures on the way are reported, not thrown.
 *
 * @param isCharged undefined when only the database may know.
 * @returns whether its chat was restarted meanwhile.
 */
export async function cancelAnswer(
  task: AbandonedAnswer & Pick<AnswerTask, 'counted'>,
  { userData, rateLimit, report }: SocketContext,
  isCharged: boolean | undefined,
): Promise<boolean> {
  const { counted } = task;
  const { counts, isCut } = await abandonAnswer(userData, task, isCharged === true).catch(
    (error: unknown) => {
      report(error);
      return { counts: isCharged !== false, isCut: false };
    },
  );
  // The database no longer knows the answers of a conversation that is over.
  const isFree = !counts || (isCut && isCharged === false);
  if (isFree && counted !== undefined) {
    await refundCall(rateLimit, counted.key, counted.at).catch(report);
  }
  return isCut;
}
