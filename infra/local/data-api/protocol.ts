import type { MessagePort } from 'node:worker_threads';
import type { Ordered } from '../aws-api/fault-orders.ts';
import type { Fault } from '../aws-api/faults.ts';
import type { Call, CallRequest, DataApiOptions, ErrorName } from './types.ts';

/** Messages between a Data API's user and its thread. Each API has its own port. */

export interface ServerSettings extends Omit<DataApiOptions, 'secrets' | 'onCall'> {
  /** One Int32, which is 1 while faults are left: only then does the thread ask for them. */
  readonly hasFaults: SharedArrayBuffer;
}

/** Tells the thread to serve another Data API. */
export interface Start {
  readonly settings: ServerSettings;
  readonly port: MessagePort;
}

export type OrderedFault = Ordered<Fault<ErrorName>>;

export type UserMessage =
  | { readonly type: 'fault'; readonly id: number; readonly ordered: OrderedFault }
  | { readonly type: 'secret'; readonly id: number; readonly secret: string | undefined }
  | { readonly type: 'stop' };

export type ServerMessage =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' }
  /** Sent before the client can know that the call has ended. */
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'takeFault'; readonly id: number; readonly call: CallRequest }
  | { readonly type: 'getSecret'; readonly id: number; readonly arn: string };
