import { APIConnectionTimeoutError } from 'openai/core/error';

/**
 * A `fetch` whose response fails with APIConnectionTimeoutError once no byte of it has come for so long. Any byte
 * counts as a sign of life, the comments included that keep a stream of events open. The client itself sees
 * events only, and waits for ever once a stream has begun.
 *
 * @param milliseconds of silence after which the connection is closed.
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
