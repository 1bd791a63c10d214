import { setTimeout as sleep } from 'node:timers/promises';
import { restartChat, selectIsStopping } from '../db/queries/chat-ends.ts';
import type { SocketContext } from '../socket/context.ts';
import { noChat } from './problems.ts';

/** Milliseconds between two polls of the old answer, and how many there are. */
const INTERVAL = 500;
const LOOKS = 4;

interface Restart {
  readonly connectionId: string;
  /** When it was sent: milliseconds, by API Gateway's clock. */
  readonly sent: number;
  readonly context: SocketContext;
}

/**
 * Begins a new chat on a connection. A client that waits for the call gets its completion once the old answer has
 * ended.
 *
 * @throws Problem 404 when there is no such chat.
 */
export async function restart(
  { connectionId, sent, context: { userData } }: Restart,
  isWaitedFor: boolean,
): Promise<void> {
  const restarted = await restartChat(userData, connectionId, sent);
  if (restarted === undefined) throw noChat();
  let isStopping = restarted.isStopping && isWaitedFor;
  for (let look = 0; isStopping && look < LOOKS; look += 1) {
    await sleep(INTERVAL);
    isStopping = await selectIsStopping(userData, connectionId);
  }
}
