import { openConnection } from '../socket/connection.ts';
import { plain } from '../socket/protocols/plain.ts';
import { signalr } from '../socket/protocols/signalr.ts';
import { failedCall } from './failed-call.ts';
import { hubAt } from './hubs/index.ts';
import type { AnswerTask } from './task.ts';

/** The address of a client, and of its calls that wait. */
type CallerAddress = Pick<AnswerTask, 'hub' | 'connectionId' | 'protocol' | 'callId'> &
  Partial<Pick<AnswerTask, 'cutCalls'>>;

/** The client at the other end of a task. Each method throws as `Connection.send` does. */
export interface Caller {
  push(value: unknown): Promise<void>;
  done(): Promise<void>;
  /** @param shown the words of the answer so far. */
  failed(error: unknown, shown?: string): Promise<void>;
}

export function callerOf({
  hub: path,
  connectionId,
  protocol: name,
  callId,
  cutCalls = [],
}: CallerAddress): Caller {
  const hub = hubAt(path);
  const protocol = name === 'plain' ? plain : signalr;
  const connection = openConnection(path, connectionId);
  const cut = cutCalls.map((id) => protocol.done(id)).join('');
  return {
    push: (value) => connection.send(protocol.push(hub.declaration.push.name, value)),
    done: () => connection.send(protocol.done(callId) + cut),
    failed: (error, shown) => connection.send(failedCall(hub, protocol, callId, error, shown) + cut),
  };
}
