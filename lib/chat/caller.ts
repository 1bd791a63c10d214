import { openConnection } from '../socket/connection.ts';
import { plain } from '../socket/protocols/plain.ts';
import { signalr } from '../socket/protocols/signalr.ts';
import { failedCall } from './failed-call.ts';
import { hubAt } from './hubs/index.ts';
import type { AnswerTask } from './task.ts';

/** Where a client is, and which call of its waits. */
type CallerAddress = Pick<AnswerTask, 'hub' | 'connectionId' | 'protocol' | 'callId'>;

/** The client at the other end of a task, and the call of its that waits. Each throws as `Line.send` does. */
export interface Caller {
  push(value: unknown): Promise<void>;
  done(): Promise<void>;
  failed(error: unknown): Promise<void>;
}

export function callerOf({ hub: path, connectionId, protocol: name, callId }: CallerAddress): Caller {
  const hub = hubAt(path);
  const protocol = name === 'plain' ? plain : signalr;
  const connection = openConnection(path, connectionId);
  return {
    push: (value) => connection.send(protocol.push(hub.declaration.push.name, value)),
    done: () => connection.send(protocol.done(callId)),
    failed: (error) => connection.send(failedCall(hub, protocol, callId, error)),
  };
}
