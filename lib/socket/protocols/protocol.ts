/** A call that a client made. */
export interface Call {
  readonly method: string;
  readonly arguments: readonly unknown[];
  /** The client's id of the call; absent if the client does not wait for a completion. */
  readonly id?: string | undefined;
}

/** The reason why a call failed, for people. */
export interface CallError {
  readonly message: string;
  /** Seconds to wait before retrying. */
  readonly retryAfter?: number;
}

/** Content of a client's message. */
export type Incoming =
  | { readonly type: 'handshake'; readonly error?: string }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'ping' }
  /** Valid, and needs no reply. */
  | { readonly type: 'ignored' }
  /** Not valid. */
  | { readonly type: 'invalid'; readonly error: CallError };

/** The format of the messages between clients and server. An empty reply is not sent. */
export interface Protocol {
  readonly name: 'plain' | 'signalr';
  /** Reads the contents of a message, in order. */
  read(message: string): readonly Incoming[];
  /** Accepts the handshake, or rejects it with an error. */
  handshake(error?: string): string;
  ping(): string;
  /** Calls a method of the client. */
  push(target: string, argument: unknown): string;
  /** Completes a call that succeeded. */
  done(id: string | undefined): string;
  /** Completes a call that failed. */
  failed(id: string | undefined, error: CallError): string;
  /** Replies to a message that is not valid. */
  refuse(error: CallError): string;
}
