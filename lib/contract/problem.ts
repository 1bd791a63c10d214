/** Read this way because importing `node:http` also loads Node's WebSocket client, which takes half a cold start. */
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** An error in a request's body: where it is, and what is wrong. Never quotes the value. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface ProblemDetails {
  readonly status: number;
  /** An explanation for people; never quotes the request. */
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[] | undefined;
}

/** The body of every error response: problem details as in RFC 9457, as JSON. */
export function problemJson({ status, detail, requestId, errors }: ProblemDetails): string {
  const title = STATUS_CODES[status] ?? 'Error';
  return JSON.stringify({ type: 'about:blank', title, status, detail, requestId, errors });
}
