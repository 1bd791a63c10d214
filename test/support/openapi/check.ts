import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRouter } from '../../../infra/local/gateway/router.ts';
import { routes } from '../../../lib/contract/index.ts';
import type { Route } from '../../../lib/contract/route.ts';
import { V2_STAGE } from '../../../lib/contract/stages.ts';
import { parseJson } from '../../../lib/http/json.ts';
import { declaredNames } from '../../../lib/http/property-names.ts';
import { errorsOf, type Operation, openApi, responseOf } from './document.ts';
import { type Exchange, record } from './record.ts';

export interface DocumentCheck {
  /** To be called with every request and its response. */
  readonly observe: (req: IncomingMessage, res: ServerResponse) => void;
  /** @throws Error when one did not match the document. */
  readonly assert: () => void;
}

/**
 * Checks all traffic of the gateway against the API's document: every successful request must be documented, and so
 * must every response.
 */
export function checkAgainstDocument(): DocumentCheck {
  const errors = new Set<string>();
  return {
    observe: (req, res) =>
      record(req, res, (exchange) => {
        for (const error of check(exchange)) errors.add(`${exchange.method} ${exchange.path}: ${error}`);
      }),
    assert: () => {
      const found = [...errors].slice(0, 20);
      errors.clear();
      if (found.length > 0) throw new Error(`Not as the API's document says:\n${found.join('\n')}`);
    },
  };
}

const router = createRouter(routes);
const routeOf = new Map(
  routes.flatMap((route) => route.methods.map((method) => [`${method} ${route.path}`, route])),
);

/** The statuses that the gateway may return for any request. */
const GENERAL = new Set([405, 408, 426, 431]);

function* check(exchange: Exchange): Generator<string> {
  const { method, status, body } = exchange;
  const found = find(exchange);
  if (found === undefined || GENERAL.has(status)) {
    if (method === 'OPTIONS' && status === 204) return;
    if (status < 400) yield `${status} is returned for an undocumented request`;
    else if (body !== undefined && method !== 'HEAD') yield* problemFaults(body);
    return;
  }
  if (status < 300) yield* requestFaults(exchange, found);
  yield* responseErrors(exchange, found);
}

interface Documented {
  readonly route: Route;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

function find({ method, path }: Exchange): Documented | undefined {
  try {
    const match = router(path.replace(new RegExp(`^/${V2_STAGE}(?=/|$)`), ''));
    const key = match?.resource.path ?? '';
    const operation = openApi.paths[key]?.[method.toLowerCase()];
    const route = routeOf.get(`${method} ${key}`);
    if (operation === undefined || route === undefined) return undefined;
    return { route, operation, parameters: match?.pathParameters ?? {} };
  } catch {
    return undefined;
  }
}

function* requestFaults(
  { method, path, requestBody }: Exchange,
  { route, operation, parameters }: Documented,
) {
  const at = ['paths', route.path, method.toLowerCase()];
  for (const [place, parameter] of (operation.parameters ?? []).entries()) {
    if (parameter.in !== 'path') continue;
    const error = errorsOf(
      parameters[parameter.name],
      [...at, 'parameters', String(place), 'schema'],
      'loose',
    );
    if (error !== undefined) yield `the parameter ${parameter.name} was accepted, but ${error}`;
  }
  if (operation.requestBody === undefined || requestBody === undefined) return;
  // A schema has one limit, that of `/v2`; of the other path's the document tells in words.
  if (route.csharpBody !== undefined && !path.startsWith(`/${V2_STAGE}/`)) return;
  const body = declaredNames(route.body, parseJson(requestBody));
  const error = errorsOf(body, [...at, 'requestBody', 'content', 'application/json', 'schema'], 'loose');
  if (error !== undefined) yield `the body was accepted, but ${error}`;
}

function* responseErrors({ method, status, mediaType, body }: Exchange, { route }: Documented) {
  const { response, pointer } = responseOf(route.path, method.toLowerCase(), status);
  if (response === undefined) {
    yield `the status ${status} is not documented`;
    return;
  }
  if (response.content === undefined || method === 'HEAD') return;
  const documented = Object.keys(response.content).find(
    (each) => each === mediaType || (each.endsWith('/*') && !mediaType.endsWith('json')),
  );
  if (documented === undefined) {
    yield `the type ${mediaType} is not documented for ${status}`;
    return;
  }
  if (body === undefined || !mediaType.endsWith('json')) return;
  const error = errorsOf(JSON.parse(body), [...pointer, 'content', documented, 'schema'], 'exact');
  if (error !== undefined) yield `the response ${status} is not documented: ${error}`;
}

function* problemFaults(body: string) {
  const error = errorsOf(JSON.parse(body), ['components', 'schemas', 'Problem'], 'exact');
  if (error !== undefined) yield `no problem as documented: ${error}`;
}
