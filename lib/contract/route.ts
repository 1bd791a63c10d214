import type * as z from 'zod/mini';

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT';

/**
 * The callers that a route admits: anyone (a password, where needed, is in the body), holders of a purchase token, or
 * holders of a purchase token whose limit the call counts against.
 */
export type Access = 'public' | 'purchase-token' | 'metered';

/** `stream` responses are sent in chunks and may be of any size; `buffered` ones are sent whole. */
export type Transfer = 'buffered' | 'stream';

/**
 * One call of the API, declared once. Validation, the API documents, the CDK stacks and the local gateway are all made
 * from this declaration, so they cannot disagree.
 */
export interface Route<
  Parameters extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
  RouteAccess extends Access = Access,
  RouteTransfer extends Transfer = Transfer,
> {
  /** The function's file below `functions/`, without `.ts`; the bundle has the same name. Routes may share one. */
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  /** Path below the stage, with API Gateway's `{parameter}` notation. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: RouteAccess;
  readonly transfer: RouteTransfer;
  /** Seconds for which shared caches and clients may keep a response; 0 forbids caching. */
  readonly cacheSeconds: number;
  /** Parameters of the path and, for names that are not in it, of the query. */
  readonly parameters: Parameters;
  readonly body: Body;
  /** The body on the C# backend's own path, the one without `/v2`, where it differs. */
  readonly csharpBody?: z.ZodMiniType<z.output<Body>>;
  readonly response: Response;
}

/** Checks a declaration against {@link Route} and keeps its exact types, so that an endpoint takes only its routes. */
export function route<
  P extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
  const A extends Access,
  const T extends Transfer,
>(declaration: Route<P, B, R, A, T>): Route<P, B, R, A, T> {
  return declaration;
}

/** Tells whether a call without a purchase token is refused. */
export const needsPurchaseToken = ({ access }: Pick<Route, 'access'>): boolean => access !== 'public';

/** The value of the `Allow` header for the routes of one path. */
export const allowedMethods = (routes: readonly Pick<Route, 'methods'>[]): string =>
  [...routes.flatMap(({ methods }) => methods), 'OPTIONS'].join(', ');
