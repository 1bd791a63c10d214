import * as z from 'zod/mini';
import { declaredNames } from '../../http/property-names.ts';
import type { CallError, Incoming, Protocol } from './protocol.ts';

const request = z.object({ method: z.string(), arguments: z.optional(z.array(z.unknown())) });

/** Plain JSON, one object per message: `{method, arguments}` in, `{type, …}` out. */
export const plain: Protocol = {
  name: 'plain',
  read: (message) => [readRequest(message)],
  handshake: () => '',
  ping: () => '',
  push: (_target, argument) => JSON.stringify(argument),
  done: () => JSON.stringify({ type: 'done' }),
  failed: (_id, error) => refuse(error),
  refuse,
};

function refuse({ message, retryAfter }: CallError): string {
  return JSON.stringify({ type: 'error', message, retryAfter });
}

function readRequest(message: string): Incoming {
  const result = request.safeParse(declaredNames(request, parse(message)));
  if (result.success) {
    const { method, arguments: values = [] } = result.data;
    return { type: 'call', call: { method, arguments: values } };
  }
  const error = { message: 'A message must be a JSON object: {"method": "...", "arguments": [...]}.' };
  return { type: 'invalid', error };
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
