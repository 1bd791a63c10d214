import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { Calls } from '../aws-api/call-log.ts';
import { DataApiFaults } from './faults.ts';
import type { ServerMessage, ServerSettings, Start, UserMessage } from './protocol.ts';
import type { Call, DataApi, DataApiOptions } from './types.ts';

/** One thread for all Data APIs of the process: it takes longer to start than any of them. */
let thread: Worker | undefined;

/** Starts the RDS Data API on 127.0.0.1, in front of PostgreSQL databases. */
export async function startDataApi(options: DataApiOptions): Promise<DataApi> {
  const { secrets, onCall, ...settings } = options;
  const hasFaults = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const faults = new DataApiFaults((isAnyLeft) => Atomics.store(hasFaults, 0, isAnyLeft ? 1 : 0));
  const calls = new Calls<Call>();
  const started = Promise.withResolvers<string>();
  const stopped = Promise.withResolvers<void>();
  const port = openPort({ ...settings, hasFaults: hasFaults.buffer });
  const send = (message: UserMessage) => port.postMessage(message);

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case 'call':
        calls.add(message.call);
        return onCall?.(message.call);
      case 'takeFault':
        return send({ type: 'fault', id: message.id, ordered: faults.take(message.call) });
      case 'getSecret':
        return send({ type: 'secret', id: message.id, secret: secrets?.get(message.arn) });
      case 'started':
        return started.resolve(message.url);
      case 'failed':
        port.close();
        return started.reject(new Error(message.message));
      case 'stopped':
        port.close();
        return stopped.resolve();
    }
  }

  /** Receives what the thread has sent, even before this thread's event loop gets to it. */
  function drain(): void {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      receive(next.message);
  }

  port.on('message', receive);
  return {
    url: await started.promise,
    faults,
    calls: {
      get entries() {
        drain();
        return calls.entries;
      },
      clear: () => {
        drain();
        calls.clear();
      },
    },
    stop: () => {
      send({ type: 'stop' });
      return stopped.promise;
    },
  };
}

/** @returns the port for messages to the new server. */
function openPort(settings: ServerSettings): MessagePort {
  thread ??= startThread();
  const { port1, port2 } = new MessageChannel();
  const start: Start = { settings, port: port2 };
  thread.postMessage(start, [port2]);
  return port1;
}

/** The process is kept running by the open ports, not by the thread. */
function startThread(): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { name: 'data-api', execArgv: [] });
  worker.unref();
  return worker;
}
