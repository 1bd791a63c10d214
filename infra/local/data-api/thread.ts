import { type MessagePort, parentPort } from 'node:worker_threads';
import { PendingRequests } from './pending-requests.ts';
import type { OrderedFault, ServerMessage, ServerSettings, Start, UserMessage } from './protocol.ts';
import { startServer } from './server.ts';

// Serves the Data APIs of a process in a thread of its own, so that gateway and functions keep theirs to themselves.

const NO_FAULT: OrderedFault = { milliseconds: 0, fault: undefined };

parentPort?.on('message', ({ settings, port }: Start) => void serve(settings, port));

async function serve(settings: ServerSettings, port: MessagePort): Promise<void> {
  const send = (message: ServerMessage) => port.postMessage(message);
  const faults = new PendingRequests<OrderedFault>();
  const secrets = new PendingRequests<string | undefined>();
  const hasFaults = new Int32Array(settings.hasFaults);
  try {
    const server = await startServer(settings, {
      takeFault: (call) =>
        Atomics.load(hasFaults, 0) === 0
          ? NO_FAULT
          : faults.add((id) => send({ type: 'takeFault', id, call })),
      getSecret: (arn) => secrets.add((id) => send({ type: 'getSecret', id, arn })),
      onCall: (call) => send({ type: 'call', call }),
    });
    port.on('message', (message: UserMessage) => {
      switch (message.type) {
        case 'fault':
          return faults.settle(message.id, message.ordered);
        case 'secret':
          return secrets.settle(message.id, message.secret);
        case 'stop':
          return void server.stop().then(() => send({ type: 'stopped' }));
      }
    });
    send({ type: 'started', url: server.url });
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
