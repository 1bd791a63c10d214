/** Messages between host and worker. Each concerns one invocation, named by its request id. */

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
  /** The time at which the function times out, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Settings of a new worker. */
export interface WorkerSettings {
  /** `file:` URL of the bundle. */
  readonly bundle: string;
  /** Bytes of a streamed response that may be sent before the host asks for more. */
  readonly windowBytes: number;
}

export type HostMessage =
  | ({ readonly type: 'invoke' } & Invocation)
  /** The reader has read so many bytes: as many more may be sent. */
  | { readonly type: 'credit'; readonly requestId: string; readonly bytes: number }
  /** The stream must end, for example because it is too large. */
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
