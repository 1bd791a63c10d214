import { setTimeout as sleep } from 'node:timers/promises';

/** Minimum milliseconds between two messages. */
const INTERVAL = 60;

/**
 * Sends a growing answer: the first value immediately, then the newest one at each interval, and always the last one.
 * Values in between are skipped.
 *
 * @param send sends one message at a time. If it fails, nothing more is sent, and the answers are closed when they next
 *   yield; to end them immediately, use their own signal.
 * @param interval minimum milliseconds between two messages.
 * @returns the last answer, after it was sent; undefined when there was none.
 * @throws what `send` throws, immediately; what the answers throw, after the values before it were sent.
 */
export async function throttle<Answer>(
  answers: AsyncIterable<Answer>,
  send: (answer: Answer) => Promise<void>,
  interval = INTERVAL,
): Promise<Answer | undefined> {
  let sent: Answer | undefined;
  for await (const answer of newest(answers, interval)) {
    await send(answer);
    sent = answer;
  }
  return sent;
}

/** The newest value each time, at most one per interval. */
async function* newest<Value>(values: AsyncIterable<Value>, interval: number): AsyncGenerator<Value> {
  const waiting: Value[] = [];
  let isOver = false;
  let isClosed = false;
  /** Resolved while a value is waiting, and after the end. */
  let change = Promise.withResolvers<void>();

  const read = async () => {
    try {
      for await (const value of values) {
        if (isClosed) return;
        waiting[0] = value;
        change.resolve();
      }
    } finally {
      isOver = true;
      change.resolve();
    }
  };
  const reading = read();
  // Its failure is thrown below, after the values before it.
  reading.catch(() => {});

  try {
    for (let next = 0; ; ) {
      await change.promise;
      if (waiting.length === 0) break;
      const wait = next - performance.now();
      if (wait > 0) await sleep(wait);
      next = performance.now() + interval;
      if (!isOver) change = Promise.withResolvers();
      yield* waiting.splice(0);
    }
  } finally {
    isClosed = true;
  }
  await reading;
}
