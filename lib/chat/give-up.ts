import { abandonAnswer } from '../db/queries/chat-answers.ts';
import { uncountCall } from '../db/queries/rate-limit.ts';
import type { Tools } from '../socket/exchange.ts';
import type { AnswerTask } from './task.ts';

/** Gives an answer up: what brought none costs nothing, and may be asked again. What fails of that is reported. */
export async function giveUp(
  task: Pick<AnswerTask, 'connectionId' | 'answerId' | 'position' | 'counted'>,
  { userData, rateLimit, report }: Tools,
): Promise<void> {
  const { counted } = task;
  await Promise.all([
    abandonAnswer(userData, task, task.position).catch(report),
    counted && uncountCall(rateLimit, counted.key, counted.at).catch(report),
  ]);
}
