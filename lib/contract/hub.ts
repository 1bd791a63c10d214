import type * as z from 'zod/mini';

/** A method that clients call on a hub. */
export interface HubMethod<Arguments extends readonly z.ZodMiniType[] = readonly z.ZodMiniType[]> {
  readonly summary: string;
  /** A schema for each argument, in order. */
  readonly arguments: Arguments;
}

/**
 * A WebSocket that carries calls to the server and messages to the client, declared once. The chat's functions serve
 * every hub and tell them apart by path.
 */
export interface Hub {
  /** API Gateway's stage; at the root of the host, not below `/v2`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** By name. Clients may use any case. */
  readonly methods: Readonly<Record<string, HubMethod>>;
  /** The method that the server calls on the client, and its only argument. */
  readonly push: { readonly name: string; readonly argument: z.ZodMiniType };
}

/** Checks a declaration against {@link Hub} and keeps the exact types of its schemas. */
export const hub = <const H extends Hub>(declaration: H): H => declaration;

/**
 * The functions behind the sockets. API Gateway's routes invoke the first three, `message` invokes `answer` with its
 * questions, and Lambda invokes `answerFailed`, its failure destination, when an answer failed.
 */
export const socketFunctions = {
  connect: 'chat/connect',
  message: 'chat/message',
  disconnect: 'chat/disconnect',
  answer: 'chat/answer',
  answerFailed: 'chat/answer-failed',
} as const;
