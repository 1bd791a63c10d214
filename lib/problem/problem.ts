import { type FieldError, problemJson } from '../contract/problem.ts';

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  /** Seconds after which the same call is worth repeating. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** Whether the call counts against its purchase's limit all the same: the model's answer has cost tokens. */
  readonly isCharged?: boolean;
}

/**
 * The one error that becomes an answer: problem details as in RFC 9457.
 * `detail` is read by people and must hold nothing of the request.
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

  /** The answer's body. */
  toJson(requestId: string): string {
    return problemJson({ status: this.status, detail: this.message, requestId, errors: this.errors });
  }
}

/** 404: `what` names the kind of thing, not the id that was asked for. */
export const notFound = (what: string) => new Problem(404, `There is no such ${what}.`);

export const wrongPassword = () => new Problem(401, 'The password is wrong.');
