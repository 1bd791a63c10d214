import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { routes } from '../../lib/contract/index.ts';
import { badValues } from '../support/calls/bad-values.ts';
import { bodyCalls } from '../support/calls/body-calls.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

/** Expects the declared answer, or a problem that is the client's to mend. */
function expectAnswer(routeName: string, { status, headers, body }: TestResponse): void {
  const declared = routes.find(({ name }) => name === routeName)?.response;
  const problem = z.object({
    type: z.string(),
    title: z.string(),
    status: z.literal(status),
    detail: z.string(),
  });
  const form = status === 200 ? declared : problem;
  expect([200, 400, 401, 404, 405, 413]).toContain(status);
  expect(headers.get('content-type')).toBe(`application/${status === 200 ? '' : 'problem+'}json`);
  expect({ body, fits: form?.safeParse(body).success }).toEqual({ body, fits: true });
}

type Path = readonly string[];

/** Every place inside a body. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

interface Mutation {
  readonly place: number;
  readonly change: (value: unknown) => unknown;
}

function mutate(value: unknown, { place, change }: Mutation): unknown {
  const places = placesIn(value);
  const mutateAt = (inner: unknown, [name, ...rest]: Path): unknown => {
    if (name === undefined || typeof inner !== 'object' || inner === null) return change(inner);
    const properties = Object.entries({ ...inner }).map(([each, property]) => [
      each,
      each === name ? mutateAt(property, rest) : property,
    ]);
    const copy = Object.fromEntries(properties);
    return Array.isArray(inner) ? Object.values(copy) : copy;
  };
  return mutateAt(value, places[place % places.length] ?? []);
}

const json = fc.jsonValue({ stringUnit: 'binary' });
const text = fc.string({ unit: 'binary' });

const change: fc.Arbitrary<Mutation['change']> = fc.oneof(
  json.map((value: unknown) => () => value),
  fc.constantFrom<unknown>(...Object.values(badValues).flat()).map((value: unknown) => () => value),
  fc.constant(() => undefined),
  text.map((more) => (value: unknown) => String(value) + more),
  fc
    .nat(50)
    .map((length) => (value: unknown) => (typeof value === 'string' ? value.slice(0, length) : [value])),
  fc.integer({ min: 1, max: 250 }).map((length) => (value: unknown) => Array.from({ length }, () => value)),
  fc.dictionary(text, json).map((more) => (value: unknown) => ({ ...(value as object), ...more })),
);
const mutations = fc.array(fc.record({ place: fc.nat(), change }), { minLength: 1, maxLength: 3 });

/** Makes of a valid body what is sent. */
const body: fc.Arbitrary<(valid: unknown) => string | Uint8Array> = fc.oneof(
  {
    weight: 4,
    arbitrary: mutations.map((list) => (valid: unknown) => JSON.stringify(list.reduce(mutate, valid)) ?? ''),
  },
  { weight: 1, arbitrary: json.map((value) => () => JSON.stringify(value)) },
  { weight: 1, arbitrary: text.map((value) => () => value) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => () => bytes) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), text).map(([at, more]) => (valid: unknown) => {
      const whole = JSON.stringify(valid);
      const index = at % whole.length;
      return whole.slice(0, index) + more + whole.slice(index + more.length);
    }),
  },
);

test.for(bodyCalls)(
  'whatever is sent to $name, it answers',
  async ({ name, method, path, body: validBody }) => {
    const user = name === 'user/delete' ? undefined : await insertUser(api);
    const owner = async (): Promise<TestUser> => user ?? insertUser(api);
    await fc.assert(
      fc.asyncProperty(body, async (make) => {
        const sent = make(validBody(await owner()));
        expectAnswer(name, await api.call(method, `/v2${path}`, sent));
      }),
      // Creating a user hashes a password, which takes its time.
      { numRuns: name === 'user/create' ? 10 : 40 },
    );
  },
);

test.for([
  ['user/get', '/v2/user/'],
  ['shared-item/get', '/v2/shareditem/'],
] as const)('whatever is asked of %s, it answers', async ([name, path]) => {
  const parameter = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }).map(encodeURIComponent),
    fc.string({ minLength: 1 }).map((value) => encodeURIComponent(value).replaceAll('%', '%25')),
    fc
      .uint8Array({ minLength: 1 })
      .map((bytes) => `%${Buffer.from(bytes).toString('hex').match(/../g)?.join('%')}`),
    fc.uuid().map((id) => id.toUpperCase()),
  );
  await fc.assert(
    fc.asyncProperty(parameter, async (value) => {
      expectAnswer(name, await api.call('GET', path + value));
    }),
    { numRuns: 80 },
  );
});
