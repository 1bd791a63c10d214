import { abandonAnswer } from '../db/queries/chat-answers.ts';
import { refundCall } from '../db/queries/rate-limit.ts';
import type { SocketContext } from '../socket/context.ts';
import type { AnswerTask } from './task.ts';

/** Gives an answer up: what brought none costs nothing, and may be asked again. What fails of that is reported. */
export async function cancelAnswer(
  task: Pick<AnswerTask, 'connectionId' | 'answerId' | 'position' | 'counted'>,
  { userData, rateLimit, report }: SocketContext,
): Promise<void> {
  const { counted } = task;
  await Promise.all([
    abandonAnswer(userData, task, task.position).catch(report),
    counted && refundCall(rateLimit, counted.key, counted.at).catch(report),
  ]);
}
