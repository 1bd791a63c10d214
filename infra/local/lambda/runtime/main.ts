import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { describe } from '../failure.ts';
import type { HostMessage, Invocation, WorkerMessage, WorkerSettings } from '../protocol.ts';
import { installAwslambda } from './awslambda.ts';
import { installConsole } from './console.ts';
import { loadHandler } from './handler.ts';
import { ResponseStream } from './response-stream.ts';

// The program of a function's worker: it loads the bundle once, then handles invocations.

if (!parentPort) throw new Error('This file must run in a worker.');
const port = parentPort;
const settings: WorkerSettings = workerData;
const streams = new Map<string, ResponseStream>();
const currentRequest = new AsyncLocalStorage<string>();
const outbox: WorkerMessage[] = [];
const transferred: ArrayBuffer[] = [];

process.on('exit', flush);

installAwslambda();
installConsole(
  () => currentRequest.getStore(),
  (requestId, line) => post({ type: 'log', requestId, line }),
);
const handler = await loadHandler(settings.bundle);

port.on('message', (message: HostMessage) => {
  switch (message.type) {
    case 'invoke':
      void currentRequest.run(message.requestId, run, message);
      break;
    case 'credit':
      streams.get(message.requestId)?.grant(message.bytes);
      break;
    case 'abort':
      streams.get(message.requestId)?.abort(message.reason);
      break;
  }
});

async function run(invocation: Invocation): Promise<void> {
  const { requestId } = invocation;
  const stream = new ResponseStream(
    {
      // The bytes are copied, because the function may reuse their memory, and then transferred.
      send: (chunk) => {
        const bytes = new Uint8Array(chunk);
        post({ type: 'chunk', requestId, bytes }, [bytes.buffer]);
      },
      // The function is told next that its response has been sent. It may crash then.
      end: () => {
        post({ type: 'end', requestId });
        flush();
      },
    },
    settings.windowBytes,
  );
  streams.set(requestId, stream);
  try {
    const payload = await handler(invocation, stream);
    post(payload === undefined ? { type: 'done', requestId } : { type: 'response', requestId, payload });
  } catch (error) {
    console.error(error);
    post({ type: 'failure', requestId, error: describe(error) });
  } finally {
    streams.delete(requestId);
    stream.destroy();
  }
}

/**
 * Sends the messages of one turn of the event loop together, because each delivery takes the host time. Log lines are
 * sent immediately: the function may hang or crash afterwards.
 */
function post(message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void {
  transferred.push(...transfer);
  if (outbox.push(message) === 1) setImmediate(flush);
  if (message.type === 'log') flush();
}

function flush(): void {
  if (outbox.length > 0) port.postMessage(outbox.splice(0), transferred.splice(0));
}
