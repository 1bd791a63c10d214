import { setTimeout as sleep } from 'node:timers/promises';
import { type Beginning, beginAnswer } from '../db/queries/chat-questions.ts';
import type { SocketContext } from '../socket/context.ts';

type Question = Omit<Parameters<typeof beginAnswer>[1], 'awaitsRestart' | 'behind'> & {
  readonly isIntroduction: boolean;
};

/** Milliseconds from the first attempt to the next two, and then from each to the next, as polls of an answer. */
const FIRST_RETRIES = [300, 1_000];
const RETRY_INTERVAL = 1_000;

/**
 * Milliseconds that a question waits for messages that its client may have sent before it. API Gateway invokes
 * functions in parallel, so a purchase, a stop or a restart may arrive after a question that was sent later.
 */
const MAX_WAITS = { purchase: 2_000, authentication: 20_000, stop: 1_500, stopping: 6_000 };

/** Begins the answer to a question as soon as it may. @returns undefined when there is no such chat. */
export async function takeTurn(
  { userData }: SocketContext,
  { isIntroduction, ...question }: Question,
): Promise<Beginning | undefined> {
  const start = Date.now();
  let behind: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const waited = Date.now() - start;
    // A client that introduces itself within a chat has probably restarted it.
    const awaitsRestart = isIntroduction && waited < MAX_WAITS.stop;
    const beginning = await beginAnswer(userData, { ...question, awaitsRestart, behind });
    if (beginning === undefined || beginning.begun !== undefined) return beginning;
    if (waited >= waitFor(beginning, question.protocol)) return beginning;
    if (beginning.isRunning) behind ??= beginning.questionSent;
    await sleep(Math.max(0, start + dueAt(attempt) - Date.now()));
  }
}

const dueAt = (attempt: number) =>
  FIRST_RETRIES[attempt] ??
  (FIRST_RETRIES.at(-1) ?? 0) + RETRY_INTERVAL * (attempt - FIRST_RETRIES.length + 1);

function waitFor({ tokenHash, protocol, isAuthenticating, ...rest }: Beginning, used: string): number {
  if (protocol !== null && protocol !== used) return 0;
  if (tokenHash === null) return isAuthenticating ? MAX_WAITS.authentication : MAX_WAITS.purchase;
  if (rest.isStopped) return 0;
  return rest.isStopping ? MAX_WAITS.stopping : MAX_WAITS.stop;
}
