import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PluginExecutionMode } from '@middy/core/StreamifyResponse';
import type { Context } from 'aws-lambda';
import type { HttpResponse, RequestState } from './event.ts';

type Hooks = readonly unknown[];
type Handler = (event: unknown, context: Context) => unknown;

/** The parts of middy's core that an execution mode is given. */
interface Core {
  readonly middyRequest: (event: unknown, context: Context) => { readonly internal: RequestState };
  readonly runRequest: (request: unknown, ...rest: readonly unknown[]) => Promise<HttpResponse>;
}

interface Plugin {
  readonly requestStart: (request: unknown) => void;
  readonly requestEnd: (request: unknown) => Promise<void> | void;
}

const stream = (
  { middyRequest, runRequest }: Core,
  before: Hooks,
  unset: Handler,
  after: Hooks,
  onError: Hooks,
  plugin: Plugin,
) => {
  let handler = unset;
  const streaming = awslambda.streamifyResponse(async (event: unknown, responseStream, context) => {
    const request = middyRequest(event, context);
    plugin.requestStart(request);
    const response = await runRequest(request, before, handler, after, onError, plugin);
    try {
      await send(response, responseStream);
      request.internal.isSent = true;
    } finally {
      await plugin.requestEnd(request);
    }
  });
  return Object.assign(streaming, {
    handler: (given: Handler) => {
      handler = given;
      return streaming;
    },
  });
};

/**
 * middy's execution mode for responses in Lambda's streaming mode. When a body breaks off, Lambda's stream is left alone
 * and the error is thrown: the runtime then tells Lambda that the response is incomplete, and the client's connection is
 * reset. middy's own mode destroys the stream instead, for which Lambda's runtime ends the process.
 */
// The only cast: middy does not declare what it passes to an execution mode.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const executionModeStream = stream as unknown as PluginExecutionMode;

async function send({ body, ...head }: HttpResponse, responseStream: Writable): Promise<void> {
  const output = awslambda.HttpResponseStream.from(responseStream, head);
  // Status and headers leave with the first write, even with an empty one.
  output.write('');
  await pipeline(typeof body === 'string' ? Readable.from([body]) : body, output, { end: false });
  await new Promise<void>((resolve, reject) => {
    output.once('error', reject);
    output.end(resolve);
  });
}
