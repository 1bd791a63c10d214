import type { ResponseStream } from './response-stream.ts';

// The runtime recognizes a streaming handler by this mark. Source: aws-lambda-nodejs-runtime-interface-client.
const streamingMark = Symbol.for('aws.lambda.runtime.handler.streaming');
const streamsResponse = 'response';

const preludeContentType = 'application/vnd.awslambda.http-integration-response';
const delimiter = Buffer.alloc(8);

/** Defines the global `awslambda`, as Lambda does. It must exist before a bundle is loaded. */
export function installAwslambda(): void {
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: <Handler extends object>(handler: Handler): Handler =>
        Object.assign(handler, { [streamingMark]: streamsResponse }),
      HttpResponseStream: { from: withMetadata },
    },
  });
}

export function isStreaming(handler: object): boolean {
  return Reflect.get(handler, streamingMark) === streamsResponse;
}

/** Puts status and headers before the body: as JSON, ended by eight NUL bytes. */
function withMetadata(stream: ResponseStream, metadata: unknown): ResponseStream {
  stream.setContentType(preludeContentType);
  stream.setPrelude(Buffer.concat([Buffer.from(JSON.stringify(metadata)), delimiter]));
  return stream;
}
