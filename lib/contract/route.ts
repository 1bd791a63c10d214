import type * as z from 'zod/mini';

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT';

/**
 * Who may call: anyone (a password, where one is needed, is in the body), holders of a purchase token, or holders of
 * one whose limit the call counts against.
 */
export type Access = 'public' | 'purchase-token' | 'metered';

/** `stream` responses leave the function piece by piece and may be of any size; `buffered` ones are whole. */
export type Transfer = 'buffered' | 'stream';

/**
 * One call of the API, declared once. Validation, the API document, the CDK stack and the local gateway
 * are all made from this declaration, so that they cannot disagree.
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
  /** Seconds that shared caches and clients may keep a response; 0 forbids keeping it. */
  readonly cacheSeconds: number;
  /** Of the path, and for what it does not name of the query. */
  readonly parameters: Parameters;
  readonly body: Body;
  /** What is taken instead on the C# backend's own path, the one without `/v2`, where the two differ. */
  readonly csharpBody?: z.ZodMiniType<z.output<Body>>;
  readonly response: Response;
}

/** Checks a declaration against {@link Route} and keeps its exact types: an endpoint takes only what it serves. */
export function route<
  P extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
  const A extends Access,
  const T extends Transfer,
>(declaration: Route<P, B, R, A, T>): Route<P, B, R, A, T> {
  return declaration;
}

/** Whether a call without a purchase token is refused. */
export const needsPurchaseToken = ({ access }: Pick<Route, 'access'>): boolean => access !== 'public';

/** As in an `Allow` header: the methods of the routes of one path. */
export const allowedMethods = (routes: readonly Pick<Route, 'methods'>[]): string =>
  [...routes.flatMap(({ methods }) => methods), 'OPTIONS'].join(', ');
