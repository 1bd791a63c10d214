import type * as z from 'zod/mini';
import type { Route } from '../route.ts';

type Schema = z.ZodMiniType;

/** An example, and what it is of. */
interface Parameter {
  readonly description: string;
  readonly example: string;
}

/** What people are told of a call beside what its route declares. Descriptions are Markdown. */
export interface CallDocs<B extends Schema = Schema, A extends Schema = Schema> {
  /** The name of the call in generated clients. */
  readonly operationId: string;
  readonly tag: string;
  readonly description: string;
  /** By name. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** A body that works; left out where the call takes none. */
  readonly request?: z.input<B>;
  readonly response: { readonly description: string; readonly example: z.input<A> };
  /** Of an answer that is not JSON. */
  readonly mediaType?: string;
  /** When the call answers with these statuses. */
  readonly problems?: Readonly<Partial<Record<401 | 404, string>>>;
  /** The answer has an `ETag`, and is not sent again to whoever has it. */
  readonly isFile?: boolean;
  /** The answer is always a redirection; `answer` says where to. */
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
