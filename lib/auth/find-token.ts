import { type PurchaseToken, parseAuthorization } from './purchase-token.ts';

/** The parts of an API Gateway event that may hold a token. */
export interface TokenCarrier {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
}

/** A token that the request carries: `undefined` inside when what it carries is not a token. */
export interface FoundToken {
  readonly token: PurchaseToken | undefined;
}

/**
 * Finds the purchase token in a request's `Authorization` header, or, for browsers that can't set one, in
 * `access_token` of its query. When both have one, the header's counts.
 *
 * @returns undefined when the request has neither.
 */
export function findToken(
  request: TokenCarrier,
  where: 'header' | 'header or query',
): FoundToken | undefined {
  const inQuery = where === 'header' ? undefined : request.queryStringParameters?.['access_token'];
  return foundIn(authorizationValues(request)) ?? foundIn(inQuery === undefined ? [] : [inQuery]);
}

/** Empty values don't count. */
function foundIn(values: readonly string[]): FoundToken | undefined {
  const [value, ...others] = new Set(values.map((text) => text.trim()).filter((text) => text !== ''));
  if (value === undefined) return undefined;
  // Several different tokens are ambiguous, so none of them counts.
  return { token: others.length === 0 ? parseAuthorization(value) : undefined };
}

/** The header's values. Its name keeps the case that the client wrote. */
function authorizationValues({ headers, multiValueHeaders }: TokenCarrier): string[] {
  const all = [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})];
  return all.flatMap(([name, value]) =>
    name.toLowerCase() === 'authorization' && value !== undefined ? value : [],
  );
}
