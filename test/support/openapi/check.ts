import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRouter } from '../../../infra/local/gateway/router.ts';
import { routes } from '../../../lib/contract/index.ts';
import type { Route } from '../../../lib/contract/route.ts';
import { V2_STAGE } from '../../../lib/contract/stages.ts';
import { parseJson } from '../../../lib/http/json.ts';
import { declaredNames } from '../../../lib/http/property-names.ts';
import { faultsOf, type Operation, openApi, responseOf } from './document.ts';
import { type Exchange, record } from './record.ts';

export interface DocumentCheck {
  /** To be shown every request and its answer. */
  readonly observe: (req: IncomingMessage, res: ServerResponse) => void;
  /** @throws Error when one was not as the document says. */
  readonly assert: () => void;
}

/**
 * Holds what passes the gateway against the API's document: what was answered with success was a documented
 * request, and whatever was answered is a documented answer.
 */
export function checkAgainstDocument(): DocumentCheck {
  const faults = new Set<string>();
  return {
    observe: (req, res) =>
      record(req, res, (exchange) => {
        for (const fault of check(exchange)) faults.add(`${exchange.method} ${exchange.path}: ${fault}`);
      }),
    assert: () => {
      const found = [...faults].slice(0, 20);
      faults.clear();
      if (found.length > 0) throw new Error(`Not as the API's document says:\n${found.join('\n')}`);
    },
  };
}

const router = createRouter(routes);
const routeOf = new Map(
  routes.flatMap((route) => route.methods.map((method) => [`${method} ${route.path}`, route])),
);

/** What the gateway may answer whatever is asked for. */
const GENERAL = new Set([405, 408, 426, 431]);

function* check(exchange: Exchange): Generator<string> {
  const { method, status, body } = exchange;
  const found = find(exchange);
  if (found === undefined || GENERAL.has(status)) {
    if (method === 'OPTIONS' && status === 204) return;
    if (status < 400) yield `${status} is answered to what is not documented`;
    else if (body !== undefined && method !== 'HEAD') yield* problemFaults(body);
    return;
  }
  if (status < 300) yield* requestFaults(exchange, found);
  yield* answerFaults(exchange, found);
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
    const fault = faultsOf(
      parameters[parameter.name],
      [...at, 'parameters', String(place), 'schema'],
      'loose',
    );
    if (fault !== undefined) yield `the parameter ${parameter.name} was accepted, but ${fault}`;
  }
  if (operation.requestBody === undefined || requestBody === undefined) return;
  // A schema has one limit, that of `/v2`; of the other path's the document tells in words.
  if (route.csharpBody !== undefined && !path.startsWith(`/${V2_STAGE}/`)) return;
  const body = declaredNames(route.body, parseJson(requestBody));
  const fault = faultsOf(body, [...at, 'requestBody', 'content', 'application/json', 'schema'], 'loose');
  if (fault !== undefined) yield `the body was accepted, but ${fault}`;
}

function* answerFaults({ method, status, mediaType, body }: Exchange, { route }: Documented) {
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
  const fault = faultsOf(JSON.parse(body), [...pointer, 'content', documented, 'schema'], 'exact');
  if (fault !== undefined) yield `the answer ${status} is not documented: ${fault}`;
}

function* problemFaults(body: string) {
  const fault = faultsOf(JSON.parse(body), ['components', 'schemas', 'Problem'], 'exact');
  if (fault !== undefined) yield `no problem as documented: ${fault}`;
}
