import { type AbandonedAnswer, abandonAnswer } from '../db/queries/chat-answers.ts';
import { refundCall } from '../db/queries/rate-limit.ts';
import type { SocketContext } from '../socket/context.ts';
import type { AnswerTask } from './task.ts';

/**
 * Gives an answer up, so that its question may be asked again. It counts if any of it was given, or cost tokens;
 * what brought nothing costs nothing. What fails of that is reported.
 *
 * @param isCharged undefined when only the database may know.
 */
export async function cancelAnswer(
  task: AbandonedAnswer & Pick<AnswerTask, 'counted'>,
  { userData, rateLimit, report }: SocketContext,
  isCharged: boolean | undefined,
): Promise<void> {
  const { counted } = task;
  const counts = await abandonAnswer(userData, task, isCharged === true).catch((error: unknown) => {
    report(error);
    return isCharged !== false;
  });
  if (!counts && counted !== undefined) {
    await refundCall(rateLimit, counted.key, counted.at).catch(report);
  }
}
