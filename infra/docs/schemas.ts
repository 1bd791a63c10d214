import * as z from 'zod/mini';
import { $ZodRecord } from 'zod/v4/core';
import { base64, instant, timestamp, uuid } from '../../lib/contract/common.ts';
import { propertyDocs } from '../../lib/contract/docs/properties.ts';
import { type Bounds, base64Schema } from './base64.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Where the schemas are in the document. */
export const COMPONENTS = '#/components/schemas/';

/**
 * JSON Schemas of what is sent (`input`) or answered (`output`), by name. Where one holds another, it refers to it.
 */
export function toJsonSchemas(
  io: 'input' | 'output',
  schemas: Readonly<Record<string, z.ZodMiniType>>,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    io,
    // What no JSON Schema can say takes anything.
    unrepresentable: 'any',
    uri: (id) => `${COMPONENTS}${id}`,
    override: ({ zodSchema, jsonSchema }) => makeExact(zodSchema, jsonSchema),
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _version, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** JSON Schema of one schema that has no name. */
export const toJsonSchema = (io: 'input' | 'output', schema: z.ZodMiniType): JsonSchema =>
  toJsonSchemas(io, { it: schema })['it'] ?? {};

/** Says what zod's checks say in code. */
function makeExact(schema: z.core.$ZodType, json: JsonSchema): void {
  // A later version may answer with more.
  if (json.additionalProperties === false) delete json.additionalProperties;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.type === 'string' && json.minLength === 0) delete json.minLength;
  const [only, ...others] = json.prefixItems ?? [];
  if (only !== undefined && others.length === 0 && json.items === false) {
    // A list of just one is said in words that all tools know.
    delete json.prefixItems;
    json.items = only;
  }
  const { bytes, maximum } = schema._zod.bag;
  if (isBounds(bytes)) Object.assign(json, base64Schema(bytes));
  if (schema instanceof $ZodRecord && typeof maximum === 'number') json.maxProperties = maximum;
  if (schema === uuid) {
    // The format says it.
    delete json.pattern;
  } else if (schema === base64) {
    Object.assign(json, { contentEncoding: 'base64', description: 'Base64.' });
  } else if (schema === timestamp) {
    const pattern = String.raw`\.\d{6}Z$`;
    Object.assign(json, { format: 'date-time', pattern, description: 'UTC, with six fraction digits.' });
  } else if (schema === instant) {
    const description = 'ISO 8601 with an offset; seconds and up to nine fraction digits may be left out.';
    Object.assign(json, { format: 'date-time', description });
  }
}

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' && value !== null && 'minimum' in value && 'maximum' in value;

/**
 * Writes what each property means, and an example of it, into a schema.
 *
 * @param name of the schema.
 * @throws Error when nothing is said of a property.
 */
export function describe(name: string, schema: JsonSchema, example: unknown, path = ''): void {
  for (const [property, inner] of Object.entries(schema.properties ?? {})) {
    if (typeof inner !== 'object') continue;
    const at = path === '' ? property : `${path}.${property}`;
    say(name, at, property, inner);
    describe(name, inner, isObject(example) ? example[property] : undefined, at);
  }
  const { items, additionalProperties } = schema;
  if (isObject(items)) {
    const at = `${path}[]`;
    if (items['$ref'] === undefined && items['properties'] === undefined) say(name, at, at, items);
    describe(name, items, Array.isArray(example) ? example[0] : undefined, at);
  }
  if (isObject(additionalProperties)) {
    describe(name, additionalProperties, isObject(example) ? Object.values(example)[0] : undefined, path);
  }
  for (const each of schema.anyOf ?? []) {
    if (typeof each === 'object')
      describe(name, each, isExampleOf(each, example) ? example : undefined, path);
  }
  const isLeaf = !['properties', 'items', '$ref', 'anyOf'].some((keyword) => keyword in schema);
  if (isLeaf && path !== '' && example !== undefined) schema.examples = [example];
}

/** Alternatives are told apart by their `type`. */
function isExampleOf({ properties }: JsonSchema, example: unknown): boolean {
  const type = properties?.['type'];
  return isObject(example) && isObject(type) && type['const'] === example['type'];
}

function say(name: string, path: string, property: string, schema: JsonSchema): void {
  const docs = propertyDocs[`${name}.${path}`] ?? propertyDocs[property];
  if (docs === undefined) throw new Error(`lib/contract/docs/properties.ts says nothing of ${name}.${path}`);
  schema.description = schema.description === undefined ? docs : `${docs} ${schema.description}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
