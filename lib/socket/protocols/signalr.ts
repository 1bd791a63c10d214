import * as z from 'zod/mini';
import type { Incoming, Protocol } from './protocol.ts';

/** The end of every record: ASCII's record separator. */
const END = '\u001e';

/** Maximum records of a message; clients send one or two. */
const MAX_RECORDS = 100;

/** Source: SignalR's hub protocol, "JSON encoding". Other properties and kinds are ignored. */
const kinds = { invocation: 1, completion: 3, streamInvocation: 4, ping: 6, close: 7 };

/** The versions that a handshake may name. .NET's clients say 2 from 9 on, Swift's say 0. They are alike here. */
const VERSIONS = new Set([0, 1, 2]);

const invocationId = z.optional(z.string().check(z.maxLength(100)));

const record = z.union([
  z.object({
    type: z.literal([kinds.invocation, kinds.streamInvocation]),
    target: z.string(),
    arguments: z.array(z.unknown()),
    invocationId,
  }),
  z.object({ type: z.int().check(z.refine((kind) => kind !== kinds.invocation)) }),
  z.object({ type: z.optional(z.undefined()), protocol: z.string(), version: z.number() }),
]);

/** SignalR's hub protocol: JSON, version 1. */
export const signalr: Protocol = {
  name: 'signalr',
  read: (message) => {
    const records = message.slice(0, -END.length).split(END);
    return records.length > MAX_RECORDS
      ? [invalid(`A message may contain at most ${MAX_RECORDS} records.`)]
      : records.map(readRecord);
  },
  handshake: (error) => write({ error: error }),
  ping: () => write({ type: kinds.ping }),
  push: (target, argument) => write({ type: kinds.invocation, target, arguments: [argument] }),
  done: (id) => (id === undefined ? '' : write({ type: kinds.completion, invocationId: id })),
  failed: (id, error) =>
    id === undefined ? '' : write({ type: kinds.completion, invocationId: id, error: error.message }),
  refuse: (error) => write({ type: kinds.close, error: error.message }),
};

/** Tells whether a message consists of complete records. Plain JSON can't end like that. */
export const isSignalR = (message: string): boolean => message.endsWith(END);

const write = (value: unknown) => JSON.stringify(value) + END;

function readRecord(text: string): Incoming {
  const { data } = record.safeParse(parse(text));
  if (data === undefined) return invalid('A record is not valid in the JSON hub protocol, version 1.');
  if ('protocol' in data) {
    const isKnown = data.protocol === 'json' && VERSIONS.has(data.version);
    return isKnown
      ? { type: 'handshake' }
      : { type: 'handshake', error: 'The protocol must be json, version 0, 1 or 2.' };
  }
  if (data.type === kinds.ping) return { type: 'ping' };
  if (!('target' in data)) return { type: 'ignored' };
  const { target, arguments: values, invocationId: id } = data;
  // No hub has streaming methods, so the name is one that does not exist.
  const method = data.type === kinds.invocation ? target : '';
  return { type: 'call', call: { method, arguments: values, id } };
}

const invalid = (message: string): Incoming => ({ type: 'invalid', error: { message } });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
