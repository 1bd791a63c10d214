import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds from one message to the next, at least. While answers come, it is little more. */
const INTERVAL = 60;

/**
 * Sends a growing answer: the first value at once, then the newest one each time, one after the other, and the
 * last one always. What comes between is passed over.
 *
 * @param send hands one message on. When it fails, nothing more is sent, and the answers are closed as soon as
 *   they go on: end them by their own signal, so that they end at once.
 * @param interval milliseconds from one message to the next, at least.
 * @returns the last answer, once it was sent; nothing when there was none.
 * @throws what `send` throws, at once; what the answers throw, once those before it were sent.
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

/** Values as they are taken: each time the newest one, and no two within an interval. */
async function* newest<Value>(values: AsyncIterable<Value>, interval: number): AsyncGenerator<Value> {
  const waiting: Value[] = [];
  let isOver = false;
  let isClosed = false;
  /** Resolved while a value is waiting, and once all is over. */
  let news = Promise.withResolvers<void>();

  const read = async () => {
    try {
      for await (const value of values) {
        if (isClosed) return;
        waiting[0] = value;
        news.resolve();
      }
    } finally {
      isOver = true;
      news.resolve();
    }
  };
  const reading = read();
  // Its failure is heard below, once what came before it is taken.
  reading.catch(() => {});

  try {
    for (let next = 0; ; ) {
      await news.promise;
      if (waiting.length === 0) break;
      const early = next - performance.now();
      if (early > 0) await sleep(early);
      next = performance.now() + interval;
      if (!isOver) news = Promise.withResolvers();
      yield* waiting.splice(0);
    }
  } finally {
    isClosed = true;
  }
  await reading;
}
