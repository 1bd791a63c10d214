import type { MessagePort } from 'node:worker_threads';
import type { Ordered } from '../aws-api/fault-orders.ts';
import type { Fault } from '../aws-api/faults.ts';
import type { Call, CallRequest, DataApiOptions, ErrorName } from './types.ts';

/** What a Data API's user and its thread say to each other, each API over a port of its own. */

export interface ServerSettings extends Omit<DataApiOptions, 'secrets' | 'onCall'> {
  /** One Int32, which is 1 while faults are ordered: only then the thread asks for them. */
  readonly hasFaults: SharedArrayBuffer;
}

/** Has the thread serve one more Data API. */
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
  /** Sent before its client can know that the call has ended. */
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'takeFault'; readonly id: number; readonly call: CallRequest }
  | { readonly type: 'getSecret'; readonly id: number; readonly arn: string };
