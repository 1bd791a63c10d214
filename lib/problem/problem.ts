import { type FieldError, problemJson } from '../contract/problem.ts';

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  /** Seconds after which the same call is worth repeating. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** Tells whether the call still counts against its purchase's limit, because the model's answer has cost tokens. */
  readonly isCharged?: boolean;
}

/**
 * The error that becomes a response: problem details as in RFC 9457. People read `detail`, which must not quote the
 * request.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  isCharged: boolean;

  constructor(
    status: number,
    detail: string,
    { errors, retryAfter, headers, cause, isCharged = false }: ProblemOptions = {},
  ) {
    super(detail, { cause });
    this.status = status;
    this.errors = errors;
    this.isCharged = isCharged;
    this.headers = {
      ...headers,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    };
  }

  /** The response's body. */
  toJson(requestId: string): string {
    return problemJson({ status: this.status, detail: this.message, requestId, errors: this.errors });
  }
}

/** 404. @param kind names what was requested, not its id. */
export const notFound = (kind: string) => new Problem(404, `There is no such ${kind}.`);

export const wrongPassword = () => new Problem(401, 'The password is wrong.');
