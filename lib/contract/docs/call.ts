import type * as z from 'zod/mini';
import type { Route } from '../route.ts';

type Schema = z.ZodMiniType;

/** A parameter's description and an example of it. */
interface Parameter {
  readonly description: string;
  readonly example: string;
}

/** The documentation of a call, beyond what its route declares. Descriptions are Markdown. */
export interface CallDocs<B extends Schema = Schema, A extends Schema = Schema> {
  /** The method name in generated clients. */
  readonly operationId: string;
  readonly tag: string;
  readonly description: string;
  /** By name. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** A valid body; absent where the call takes none. */
  readonly request?: z.input<B>;
  readonly response: { readonly description: string; readonly example: z.input<A> };
  /** Content type of a response that is not JSON. */
  readonly mediaType?: string;
  /** When the call returns these statuses. */
  readonly problems?: Readonly<Partial<Record<401 | 404, string>>>;
  /** The response has an `ETag`, and is not sent again to a client that already has it. */
  readonly isFile?: boolean;
  /** The response is always a redirect; `response` describes its target. */
  readonly isRedirection?: boolean;
}

export interface DocumentedCall {
  readonly route: Route;
  readonly docs: CallDocs;
}

/** Checks the examples against the schemas of the route. */
export const describeCall = <P extends Schema, B extends Schema, A extends Schema>(
  route: Route<P, B, A>,
  docs: CallDocs<B, A>,
): DocumentedCall => ({ route, docs });
