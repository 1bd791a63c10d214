import * as z from 'zod/mini';
import { $ZodRecord } from 'zod/v4/core';
import { base64, instant, timestamp, uuid } from '../../lib/contract/common.ts';
import { propertyDocs } from '../../lib/contract/docs/properties.ts';
import { type Bounds, base64Schema } from './base64.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The location of the schemas in the document. */
export const COMPONENTS = '#/components/schemas/';

/** JSON Schemas of requests (`input`) or responses (`output`), by name. A schema that contains another refers to it. */
export function toJsonSchemas(
  io: 'input' | 'output',
  schemas: Readonly<Record<string, z.ZodMiniType>>,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    io,
    // A type without a JSON Schema accepts anything.
    unrepresentable: 'any',
    uri: (id) => `${COMPONENTS}${id}`,
    override: ({ zodSchema, jsonSchema }) => makeExact(zodSchema, jsonSchema),
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _version, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** The JSON Schema of one schema without a name. */
export const toJsonSchema = (io: 'input' | 'output', schema: z.ZodMiniType): JsonSchema =>
  toJsonSchemas(io, { it: schema })['it'] ?? {};

/** Adds the constraints that zod only checks in code. */
function makeExact(schema: z.core.$ZodType, json: JsonSchema): void {
  // A later version may return more properties.
  if (json.additionalProperties === false) delete json.additionalProperties;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.type === 'string' && json.minLength === 0) delete json.minLength;
  const [only, ...others] = json.prefixItems ?? [];
  if (only !== undefined && others.length === 0 && json.items === false) {
    // A list of exactly one element, in keywords that all tools know.
    delete json.prefixItems;
    json.items = only;
  }
  const { bytes, maximum } = schema._zod.bag;
  if (isBounds(bytes)) Object.assign(json, base64Schema(bytes));
  if (schema instanceof $ZodRecord && typeof maximum === 'number') json.maxProperties = maximum;
  if (schema === uuid) {
    // The format implies it.
    delete json.pattern;
  } else if (schema === base64) {
    Object.assign(json, { contentEncoding: 'base64', description: 'Base64.' });
  } else if (schema === timestamp) {
    const pattern = String.raw`\.\d{6}Z$`;
    Object.assign(json, { format: 'date-time', pattern, description: 'UTC, with six fraction digits.' });
  } else if (schema === instant) {
    const description = 'ISO 8601 with an offset; seconds and up to nine fraction digits are optional.';
    Object.assign(json, { format: 'date-time', description });
  }
}

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' && value !== null && 'minimum' in value && 'maximum' in value;

/**
 * Adds a description and an example to each property of a schema.
 *
 * @param name of the schema.
 * @throws Error when a property has no description.
 */
export function describe(name: string, schema: JsonSchema, example: unknown, path = ''): void {
  for (const [property, inner] of Object.entries(schema.properties ?? {})) {
    if (typeof inner !== 'object') continue;
    const at = path === '' ? property : `${path}.${property}`;
    addDescription(name, at, property, inner);
    describe(name, inner, isObject(example) ? example[property] : undefined, at);
  }
  const { items, additionalProperties } = schema;
  if (isObject(items)) {
    const at = `${path}[]`;
    if (items['$ref'] === undefined && items['properties'] === undefined) addDescription(name, at, at, items);
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

function addDescription(name: string, path: string, property: string, schema: JsonSchema): void {
  const docs = propertyDocs[`${name}.${path}`] ?? propertyDocs[property];
  if (docs === undefined)
    throw new Error(`lib/contract/docs/properties.ts has no description of ${name}.${path}`);
  schema.description = schema.description === undefined ? docs : `${docs} ${schema.description}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
