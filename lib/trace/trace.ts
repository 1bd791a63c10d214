import { randomBytes } from 'node:crypto';
import { sendDocuments } from './daemon.ts';

/** How a call to another service ended. */
export interface CallOutcome {
  /** Status of the HTTP response; undefined when there was none. */
  readonly status?: number | undefined;
  /** Of a call to AWS: the operation, and the service's own id of the call. */
  readonly operation?: string;
  readonly requestId?: string | undefined;
  readonly retries?: number;
  /** Name of the error when the call failed. */
  readonly error?: string;
}

export interface CallName {
  /** Name of the service, or its host. */
  readonly name: string;
  /** Whether the service is AWS's. */
  readonly namespace: 'aws' | 'remote';
}

/** Calls of one request that are traced; a response may need thousands. */
const MAX_CALLS = 100;

/**
 * The calls that one request makes to other services, as subsegments of its X-Ray trace. They name services, operations
 * and statuses, and nothing that was sent or received. Source: AWS X-Ray, "Segment documents".
 */
export class Trace {
  readonly #traceId: string;
  readonly #parentId: string;
  readonly #requestId: string;
  #documents: string[] = [];
  #calls = 0;

  constructor(traceId: string, parentId: string, requestId: string) {
    this.#traceId = traceId;
    this.#parentId = parentId;
    this.#requestId = requestId;
  }

  /** Starts the clock of a call. @returns a function to call when it has ended. */
  begin({ name, namespace }: CallName): (outcome: CallOutcome) => void {
    const start = Date.now();
    this.#calls += 1;
    if (this.#calls > MAX_CALLS) return () => {};
    return ({ status, operation, requestId, retries, error }) => {
      const document = {
        id: randomBytes(8).toString('hex'),
        trace_id: this.#traceId,
        parent_id: this.#parentId,
        type: 'subsegment',
        name,
        namespace,
        start_time: start / 1_000,
        end_time: Date.now() / 1_000,
        // Annotations are what X-Ray's console searches by.
        annotations: { requestId: this.#requestId, ...(error !== undefined && { error }) },
        ...(status !== undefined && { http: { response: { status } } }),
        ...(operation !== undefined && { aws: { operation, request_id: requestId, retries } }),
        ...flags(status, error),
      };
      this.#documents.push(JSON.stringify(document));
    };
  }

  /** Sends what has been traced. Never throws: a trace is not worth a request. */
  async send(): Promise<void> {
    const documents = this.#documents;
    this.#documents = [];
    if (documents.length > 0) await sendDocuments(documents);
  }
}

/** X-Ray's flags: the caller's fault, too many calls, the service's fault. */
function flags(status: number | undefined, error: string | undefined): object {
  if (status === 429) return { error: true, throttle: true };
  if (status !== undefined && status >= 400 && status < 500) return { error: true };
  return error !== undefined || (status !== undefined && status >= 500) ? { fault: true } : {};
}

/**
 * Opens the trace of an invocation. Source: AWS X-Ray, "Tracing header".
 *
 * @param requestId by which the trace is found.
 * @param header Lambda sets it for each invocation.
 * @returns undefined when the invocation is not sampled.
 */
export function openTrace(
  requestId: string,
  header: string = process.env['_X_AMZN_TRACE_ID'] ?? '',
): Trace | undefined {
  const fields = new Map(header.split(';').map((field) => [field.split('=')[0], field.split('=')[1]]));
  const root = fields.get('Root');
  const parent = fields.get('Parent');
  const isSampled = fields.get('Sampled') === '1' && root !== undefined && parent !== undefined;
  return isSampled ? new Trace(root, parent, requestId) : undefined;
}
