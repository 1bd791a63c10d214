import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { makeAsyncApi } from '../../infra/docs/asyncapi.ts';
import { toJsonSchema } from '../../infra/docs/schemas.ts';
import { hubs, routes } from '../../lib/contract/index.ts';
import { errorsOf, type Operation, openApi, responseOf } from '../support/openapi/document.ts';
import { readAsApp } from '../support/plan-v3/read-as-app.ts';

const asyncApi = JSON.parse(JSON.stringify(makeAsyncApi()));

const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method} ${path}`,
    path,
    method,
    operation,
  })),
);

test('the OpenAPI document is one, by the schema of OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(JSON.stringify(openApi)))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('the AsyncAPI document is one, by the schema of AsyncAPI 3', () => {
  // The schema brings its own copy of JSON Schema's.
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false });
  const validate = ajv.compile(asyncApiSchema);
  validate(asyncApi);
  expect(validate.errors).toBeNull();
});

test('every route is in the document, and nothing else', () => {
  const declared = routes.flatMap(({ methods, path }) =>
    methods.map((method) => `${method.toLowerCase()} ${path}`),
  );
  expect(operations.map(({ name }) => name).toSorted()).toEqual(declared.toSorted());
});

interface Message {
  readonly payload: Schema;
  readonly examples: readonly { readonly payload: unknown }[];
}

interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, Message>>;
}

const channels: readonly Channel[] = Object.values(asyncApi.channels);

test('every hub is in the document, with its methods and what the server says', () => {
  expect(new Set(channels.map(({ address }) => address))).toEqual(new Set(hubs.map(({ path }) => path)));
  for (const { path, methods, push } of hubs) {
    const messages = Object.keys(channels.find(({ address }) => address === path)?.messages ?? {});
    const { anyOf = [] } = JSON.parse(JSON.stringify(toJsonSchema('output', push.argument)));
    const types = anyOf.map(
      ({ properties }: { properties: { type: { const: string } } }) => properties.type.const,
    );
    expect(types.length).toBeGreaterThan(1);
    expect(new Set(messages)).toEqual(
      new Set([...Object.keys(methods), 'Authenticate', ...types, 'done', 'error']),
    );
  }
});

const messages = channels.flatMap((channel) =>
  Object.entries(channel.messages).map(([name, message]) => ({
    name,
    path: channel.address,
    payload: message.payload,
    examples: message.examples,
  })),
);

test.for(messages)('the examples of the message $name at $path are valid', ({ payload, examples }) => {
  const validate = new Ajv({ strict: false }).compile(payload);
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    validate(example.payload);
    expect(validate.errors).toBeNull();
  }
});

test('the example of a plan of version 3 is one that the app reads', () => {
  const channel = channels.find(({ address }) => address === '/ai-chat-v2');
  const example = channel?.messages['chatPlan']?.examples[0]?.payload;
  expect(readAsApp(example).sessions[0]?.exercises).toHaveLength(2);
});

test.for(messages)('every property of the message $name at $path is described', ({ payload }) => {
  const look = (schema: Schema, place: string) => {
    for (const [name, each] of Object.entries(schema.properties ?? {})) {
      expect({ place: `${place}.${name}`, says: each.description ?? each.const }).toMatchObject({
        says: expect.stringMatching(/\w/),
      });
      look(each, `${place}.${name}`);
    }
    for (const each of schema.anyOf ?? []) look(each, place);
    if (schema.items !== undefined && !Array.isArray(schema.items)) look(schema.items, `${place}[]`);
  };
  look(payload, '');
});

test('no two calls have one name', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

describe.for(operations)('$name', ({ path, method, operation }) => {
  const at = ['paths', path, method];

  test('is described, its parameters with examples', () => {
    expect(operation.description).toMatch(/\w/);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(named);
    for (const { example } of inPath) expect(example).toMatch(/\w/);
  });

  test('has valid examples of its request and of each of its answers', () => {
    for (const [type, { example }] of Object.entries(operation.requestBody?.content ?? {})) {
      const schema = [...at, 'requestBody', 'content', type, 'schema'];
      expect(errorsOf(example, schema, 'exact')).toBeUndefined();
    }
    for (const status of Object.keys(operation.responses)) {
      const { response, pointer } = responseOf(path, method, status);
      for (const [type, { example }] of Object.entries(response?.content ?? {})) {
        if (example === undefined) continue;
        const fault = errorsOf(example, [...pointer, 'content', type, 'schema'], 'exact');
        expect({ status, fault }).toEqual({ status });
      }
    }
  });

  test('tells what can go wrong', () => {
    const success = operation.operationId.endsWith('Root') ? '308' : '200';
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining([success, '500', '502', '504']));
    expect(Object.keys(operation.responses).includes('413')).toBe(takesBody(operation));
  });
});

const takesBody = ({ requestBody }: Operation) => requestBody !== undefined;

interface Schema {
  readonly description?: string;
  readonly examples?: unknown[];
  readonly properties?: Record<string, Schema>;
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly const?: string;
}

test.for(Object.entries(openApi.components.schemas as Record<string, Schema>))(
  'every property of %s is described, and has an example that is valid',
  ([name, schema]) => {
    const look = (inner: Schema, at: readonly string[]) => {
      for (const [property, each] of Object.entries(inner.properties ?? {})) {
        const pointer = [...at, 'properties', property];
        expect({ pointer, description: each.description }).toEqual({
          pointer,
          description: expect.stringMatching(/\w/),
        });
        for (const example of each.examples ?? []) {
          expect({ pointer, fault: errorsOf(example, pointer, 'loose') }).toEqual({ pointer });
        }
        look(each, pointer);
      }
    };
    look(schema, ['components', 'schemas', name]);
  },
);

describe('what the test run holds against the document', () => {
  const user = ['components', 'schemas', 'CreateUserResponse'];
  const valid = { id: '5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10', lookup: 'k3v9m2x7q1tz', password: 'x' };

  test('an answer has all that is declared', () => {
    expect(errorsOf(valid, user, 'exact')).toBeUndefined();
    expect(errorsOf({ ...valid, password: undefined }, user, 'exact')).toContain('password');
    expect(errorsOf({ ...valid, id: 'x' }, user, 'exact')).toContain('uuid');
  });

  test('and nothing more', () => {
    expect(errorsOf({ ...valid, more: 1 }, user, 'exact')).toContain('additional');
    expect(errorsOf({ ...valid, more: 1 }, user, 'loose')).toBeUndefined();
  });

  const bytes = [...user.slice(0, 2), 'PutEventRequest', 'properties', 'encryptedEventIV'];
  test.for([
    [1, true],
    [16, true],
    [15, true],
    [17, false],
    [18, false],
    [0, false],
  ] as const)('%s bytes of an IV are valid: %s', ([count, isValid]) => {
    const text = Buffer.alloc(count, 255).toString('base64');
    expect(errorsOf(text, bytes, 'loose') === undefined).toBe(isValid);
  });

  test('base64 is standard, whole and with padding', () => {
    for (const text of ['AB==', 'A', 'AAA', 'AA=', '_-==', 'AAAA\n', ' AAAA']) {
      expect({ text, fault: errorsOf(text, bytes, 'loose') }).toMatchObject({ fault: expect.any(String) });
    }
  });
});

test("the tests' client has the types of the document: after a change, npm run docs:types", async () => {
  const types = execFileSync(process.execPath, ['test/tools/openapi-types/main.ts', '--print'], {
    encoding: 'utf8',
  });
  expect(await readFile('test/support/openapi/types.d.ts', 'utf8')).toBe(types);
});

test('both sizes of an event and both readings of `since` are told', () => {
  const { put } = openApi.paths['/event'] ?? {};
  expect(put?.description).toMatch(
    /5,120 bytes under `\/v2`.*15,360 on the path of the C# backend, `PUT \/event`/,
  );
  expect(openApi.paths['/events']?.['post']?.description).toMatch(/`POST \/events`.*15 minutes back/);
});
