import type { Hub } from '../hub.ts';

interface ArgumentDocs {
  readonly name: string;
  readonly description: string;
  readonly example: unknown;
}

export interface MethodDocs {
  readonly description: string;
  readonly arguments: readonly ArgumentDocs[];
}

/** The documentation of a message from the server. */
export interface MessageDocs {
  readonly description: string;
  readonly example: object;
}

/** The messages that end a call in plain JSON, by `type`. */
export const protocolMessages = {
  done: { description: 'The call has ended.', example: { type: 'done' } },
  error: {
    description: 'The call has failed. `retryAfter` gives the seconds to wait before retrying.',
    example: {
      type: 'error',
      message: 'An answer is running. Wait until it ends, or stop it first.',
      retryAfter: 1,
    },
  },
} as const;

export interface DocumentedHub {
  /** The channel's name in the document. */
  readonly name: string;
  readonly title: string;
  readonly hub: Hub;
  /** By method name. */
  readonly methods: Readonly<Record<string, MethodDocs>>;
  /** By `type`. */
  readonly messages: Readonly<Record<string, MessageDocs>>;
}
