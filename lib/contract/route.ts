import type * as z from 'zod/mini';

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT';

/**
 * One call of the API, declared once. Validation, the API document, the CDK stack and the local gateway
 * are all made from this declaration, so that they cannot disagree.
 */
export interface Route<
  Parameters extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
> {
  /** The function's file below `functions/`, without `.ts`; the bundle has the same name. Routes may share one. */
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  /** Path below the stage, with API Gateway's `{parameter}` notation. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** Who may call: anyone (a password, where one is needed, is in the body), or holders of a purchase token. */
  readonly access: 'public' | 'purchase-token';
  /** `stream` answers leave the function piece by piece and may be of any size; `buffered` ones are whole. */
  readonly transfer: 'buffered' | 'stream';
  /** Seconds that shared caches and clients may keep an answer; 0 forbids keeping it. */
  readonly cacheSeconds: number;
  /** Of the path, and for what it does not name of the query. */
  readonly parameters: Parameters;
  readonly body: Body;
  readonly response: Response;
}

/** Checks a declaration against {@link Route} and keeps the exact types of its schemas. */
export function route<P extends z.ZodMiniType, B extends z.ZodMiniType, A extends z.ZodMiniType>(
  declaration: Route<P, B, A>,
): Route<P, B, A> {
  return declaration;
}
