import { setTimeout as sleep } from 'node:timers/promises';
import { type Beginning, beginAnswer } from '../db/queries/chat-questions.ts';
import type { SocketContext } from '../socket/context.ts';

type Question = Omit<Parameters<typeof beginAnswer>[1], 'awaitsRestart' | 'behind'> & {
  readonly isIntroduction: boolean;
};

/** Milliseconds from the first try to the next ones; later ones follow each second, as looks at an answer do. */
const TRIES = [300, 1_000];
const LATER = 1_000;

/**
 * Milliseconds that a question waits for what its client may have sent before it. API Gateway hands messages on
 * side by side, so that a purchase, a stop or a restart may arrive after the question that was sent behind it.
 */
const WAITS = { purchase: 2_000, authentication: 20_000, stop: 1_500, stopping: 6_000 };

/** Begins the answer of a question once it may. @returns undefined when there is no such chat. */
export async function takeTurn(
  { userData }: SocketContext,
  { isIntroduction, ...question }: Question,
): Promise<Beginning | undefined> {
  const start = Date.now();
  let behind: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const waited = Date.now() - start;
    // Who is introduced in the midst of a chat is likely to have restarted it.
    const awaitsRestart = isIntroduction && waited < WAITS.stop;
    const beginning = await beginAnswer(userData, { ...question, awaitsRestart, behind });
    if (beginning === undefined || beginning.begun !== undefined) return beginning;
    if (waited >= waitFor(beginning, question.protocol)) return beginning;
    if (beginning.isRunning) behind ??= beginning.questionSent;
    await sleep(Math.max(0, start + dueAt(attempt) - Date.now()));
  }
}

const dueAt = (attempt: number) =>
  TRIES[attempt] ?? (TRIES.at(-1) ?? 0) + LATER * (attempt - TRIES.length + 1);

function waitFor({ tokenHash, protocol, isAuthenticating, ...rest }: Beginning, spoken: string): number {
  if (protocol !== null && protocol !== spoken) return 0;
  if (tokenHash === null) return isAuthenticating ? WAITS.authentication : WAITS.purchase;
  if (rest.isStopped) return 0;
  return rest.isStopping ? WAITS.stopping : WAITS.stop;
}
