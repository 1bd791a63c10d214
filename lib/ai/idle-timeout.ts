import { APIConnectionTimeoutError } from 'openai/core/error';

/**
 * A `fetch` whose response fails with APIConnectionTimeoutError when no byte arrives for a time. Any byte restarts the
 * timer, including the comments that keep an event stream open. The OpenAI client itself sees only events, and waits
 * forever once a stream has begun.
 *
 * @param milliseconds without data after which the connection is closed.
 */
export const fetchWithIdleTimeout =
  (milliseconds: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    return new Response(response.body.pipeThrough(idleTimeout(milliseconds)), response);
  };

function idleTimeout(milliseconds: number): TransformStream<Uint8Array, Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const restart = (controller: TransformStreamDefaultController<Uint8Array>) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new APIConnectionTimeoutError()), milliseconds).unref();
  };
  return new TransformStream({
    start: restart,
    transform: (chunk, controller) => {
      restart(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}
