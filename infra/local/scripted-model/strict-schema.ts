const KEYWORDS = new Set([
  'type',
  'description',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  '$ref',
  '$defs',
]);

type Schema = Readonly<Record<string, unknown>>;

/**
 * What OpenAI's strict mode refuses in a schema, and servers that copy it.
 * Source: OpenAI, Structured outputs, "Supported schemas"; bounds and patterns, which only some models know,
 * count as unknown.
 *
 * @returns the first fault, with its path; nothing for a schema that is accepted.
 */
export function strictSchemaFault(schema: unknown, path = 'schema'): string | undefined {
  if (!isSchema(schema)) return `${path} is not an object`;
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) return `${path} has the keyword ${unknown}`;
  if (path === 'schema' && schema.type !== 'object') return `${path} must be an object's`;
  return schema.type === 'object' ? objectFault(schema, path) : childFault(schema, path);
}

function objectFault(
  { properties, required, additionalProperties }: Schema,
  path: string,
): string | undefined {
  if (additionalProperties !== false) return `${path} must forbid additional properties`;
  if (!isSchema(properties) || !Array.isArray(required)) return `${path} needs properties and required`;
  const optional = Object.keys(properties).find((name) => !required.includes(name));
  if (optional !== undefined) return `${path}.${optional} must be required`;
  return firstFault(Object.entries(properties), path);
}

function childFault({ items, anyOf }: Schema, path: string): string | undefined {
  if (items !== undefined) return strictSchemaFault(items, `${path}[]`);
  return Array.isArray(anyOf) ? firstFault(Object.entries(anyOf), path) : undefined;
}

const firstFault = (children: [string, unknown][], path: string) =>
  children
    .map(([name, child]) => strictSchemaFault(child, `${path}.${name}`))
    .find((fault) => fault !== undefined);

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
