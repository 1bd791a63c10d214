/** What host and worker say to each other. Everything is about one invocation, named by its request id. */

/** An error as Lambda reports it. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export interface Invocation {
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  /** When the function times out, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Handed to a new worker. */
export interface WorkerSettings {
  /** `file:` address of the bundle. */
  readonly bundle: string;
  /** How many bytes of a streamed response may be sent before the host asks for more. */
  readonly windowBytes: number;
}

export type HostMessage =
  | ({ readonly type: 'invoke' } & Invocation)
  /** The reader took so many bytes: as many more may come. */
  | { readonly type: 'credit'; readonly requestId: string; readonly bytes: number }
  /** The stream may not go on, as when it is too large. */
  | { readonly type: 'abort'; readonly requestId: string; readonly reason: string };

/** Workers send several at a time, in a list. */
export type WorkerMessage =
  /** A buffered handler's response as JSON. */
  | { readonly type: 'response'; readonly requestId: string; readonly payload: string }
  | { readonly type: 'chunk'; readonly requestId: string; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly requestId: string }
  /** A streaming handler has returned: the invocation is over. */
  | { readonly type: 'done'; readonly requestId: string }
  | { readonly type: 'failure'; readonly requestId: string; readonly error: FunctionErrorPayload }
  | { readonly type: 'log'; readonly requestId: string | undefined; readonly line: string };
