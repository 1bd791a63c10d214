import type * as z from 'zod/mini';
import { nothing } from '../../lib/contract/common.ts';
import type { DocumentedCall } from '../../lib/contract/docs/call.ts';
import { documentedCalls, namedSchemas, tags } from '../../lib/contract/docs/index.ts';
import { problemExample } from '../../lib/contract/docs/problem.ts';
import { routes } from '../../lib/contract/index.ts';
import { needsPurchaseToken } from '../../lib/contract/route.ts';
import { introduction } from './introduction.ts';
import { parameters } from './parameters.ts';
import { failure, failures, moved, notModified, sharedFailures, slashMoved, success } from './responses.ts';
import { COMPONENTS, describe, type JsonSchema, toJsonSchema, toJsonSchemas } from './schemas.ts';

/** The API as OpenAPI 3.1, made from the routes, their schemas and their documentation. */
export function makeOpenApi() {
  for (const { path } of routes) {
    if (!documentedCalls.some(({ route }) => route.path === path)) {
      throw new Error(`lib/contract/docs has no documentation of ${path}.`);
    }
  }
  const names = new Map<z.ZodMiniType, string>(
    Object.entries(namedSchemas).map(([name, schema]) => [schema, name]),
  );
  for (const { route, docs } of documentedCalls) {
    const name = docs.operationId.charAt(0).toUpperCase() + docs.operationId.slice(1);
    if (docs.request !== undefined && !names.has(route.body)) names.set(route.body, `${name}Request`);
    if (isObjectSchema(route.response) && !names.has(route.response))
      names.set(route.response, `${name}Response`);
  }
  const schemas = makeSchemas(names);
  const refer = (schema: z.ZodMiniType): JsonSchema => {
    const name = names.get(schema);
    return name === undefined ? toJsonSchema('output', schema) : { $ref: `${COMPONENTS}${name}` };
  };
  return {
    openapi: '3.1.1',
    info: {
      title: 'LiftLog API',
      version: '2.0.0',
      summary: 'The server of LiftLog, an end-to-end-encrypted fitness app',
      description: introduction,
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [
      { url: '/v2', description: 'This host' },
      { url: '/', description: 'This host, with the paths of the C# backend' },
    ],
    tags,
    paths: makePaths(refer),
    components: {
      schemas,
      responses: sharedFailures(),
      securitySchemes: {
        purchaseToken: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            '`{AppStore} {token}`, such as `Web 0123456789`, or the same after `Bearer `. `AppStore` is `Web`, `RevenueCat`, ' +
            '`Google` or `Apple`; case matters. The token identifies the purchase at the store: the shared key, ' +
            'the app user id, the Play purchase token (or `productId:token`), or the StoreKit 2 signed transaction. ' +
            'The server that `npm run dev` starts accepts `Web test-web-auth-key-12345`.',
        },
        purchaseTokenInQuery: {
          type: 'apiKey',
          in: 'query',
          name: 'access_token',
          description:
            'The same, for clients that cannot set a header, such as browsers that open a WebSocket.',
        },
      },
    },
  };
}

const isObjectSchema = (schema: z.ZodMiniType) => schema._zod.def.type === 'object';

function makeSchemas(names: ReadonlyMap<z.ZodMiniType, string>): Record<string, JsonSchema> {
  const bodies = new Set(documentedCalls.map(({ route }) => route.body));
  const named = (isWanted: (schema: z.ZodMiniType) => boolean) =>
    Object.fromEntries(
      [...names].filter(([schema]) => isWanted(schema)).map(([schema, name]) => [name, schema]),
    );
  const schemas = {
    ...toJsonSchemas(
      'input',
      named((schema) => bodies.has(schema)),
    ),
    ...toJsonSchemas(
      'output',
      named((schema) => !bodies.has(schema) || schema === nothing),
    ),
  };
  const examples = examplesOf(names);
  for (const [name, schema] of Object.entries(schemas)) describe(name, schema, examples.get(name));
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b)));
}

/** An example of each named schema, from the first call that uses it. */
function examplesOf(names: ReadonlyMap<z.ZodMiniType, string>): Map<string, unknown> {
  const examples = new Map<string, unknown>([
    ['Problem', problemExample(404)],
    ['InvalidRequest', problemExample(400)],
  ]);
  const add = (schema: z.ZodMiniType, example: unknown) => {
    const name = names.get(schema);
    if (name !== undefined && !examples.has(name)) examples.set(name, example);
  };
  for (const { route, docs } of documentedCalls) {
    add(route.body, docs.request);
    add(route.response, docs.response.example);
    if (isSession(docs.response.example)) examples.set('Exercise', docs.response.example.exercises[0]);
  }
  return examples;
}

const isSession = (example: unknown): example is { exercises: unknown[] } =>
  typeof example === 'object' &&
  example !== null &&
  'exercises' in example &&
  Array.isArray(example.exercises);

function makePaths(refer: (schema: z.ZodMiniType) => JsonSchema) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const call of documentedCalls) {
    const { route } = call;
    const operations = route.methods.map((method) => [
      method.toLowerCase(),
      makeOperation(call, refer, method === 'HEAD'),
    ]);
    paths[route.path] = { ...paths[route.path], ...Object.fromEntries(operations) };
  }
  return paths;
}

function makeOperation(call: DocumentedCall, refer: (schema: z.ZodMiniType) => JsonSchema, isHead: boolean) {
  const { route, docs } = call;
  const { content, ...ok } = success(call, refer(route.response));
  const parameterDocs = parameters(call);
  const problemResponses = failures(call).map((status) => [status, failure(call, status)]);
  return {
    operationId: isHead ? docs.operationId.replace(/^get/, 'head') : docs.operationId,
    tags: [docs.tag],
    summary: isHead ? `${route.summary}: only the headers` : route.summary,
    description: docs.description,
    ...(needsPurchaseToken(route) && { security: securityOf(docs.request === undefined) }),
    ...(parameterDocs.length > 0 && { parameters: parameterDocs }),
    ...(docs.request !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refer(route.body), example: docs.request } },
      },
    }),
    responses: {
      ...(docs.isRedirection
        ? { 308: moved(docs.response.description, 'docs') }
        : { 200: isHead ? ok : { ...ok, content } }),
      ...(docs.isFile && { 304: notModified, 308: slashMoved }),
      ...Object.fromEntries(problemResponses),
    },
  };
}

/** Only the negotiation before a socket accepts the token in its query. */
const securityOf = (isBeforeSocket: boolean) => [
  { purchaseToken: [] },
  ...(isBeforeSocket ? [{ purchaseTokenInQuery: [] }] : []),
];
