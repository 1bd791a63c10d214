import { APIConnectionTimeoutError } from 'openai/core/error';
import type { Stream } from 'openai/core/streaming';

/**
 * The events of a stream. The client itself waits for ever once a stream has begun.
 *
 * @param timeout milliseconds to wait for each event.
 * @throws APIConnectionTimeoutError when one takes longer; the connection is closed.
 */
export async function* withIdleTimeout<Event>(stream: Stream<Event>, timeout: number): AsyncGenerator<Event> {
  const events = stream[Symbol.asyncIterator]();
  let isSilent = false;
  const next = async () => {
    const timer = setTimeout(() => {
      isSilent = true;
      stream.controller.abort();
    }, timeout);
    try {
      return await events.next();
    } finally {
      clearTimeout(timer);
    }
  };

  try {
    for (let event = await next(); event.done !== true; event = await next()) yield event.value;
  } finally {
    await events.return?.();
  }
  if (isSilent) throw new APIConnectionTimeoutError();
}
