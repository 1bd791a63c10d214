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
 * Checks that a schema is valid in OpenAI's strict mode, and in servers that imitate it. Bounds and patterns, which
 * only some models support, count as unknown. Source: OpenAI, Structured outputs, "Supported schemas".
 *
 * @returns the first error with its path; undefined for a valid schema.
 */
export function strictSchemaError(schema: unknown, path = 'schema'): string | undefined {
  if (!isSchema(schema)) return `${path} is not an object`;
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) return `${path} has the keyword ${unknown}`;
  if (path === 'schema' && schema.type !== 'object') return `${path} must be an object's`;
  return schema.type === 'object' ? objectError(schema, path) : childError(schema, path);
}

function objectError(
  { properties, required, additionalProperties }: Schema,
  path: string,
): string | undefined {
  if (additionalProperties !== false) return `${path} must forbid additional properties`;
  if (!isSchema(properties) || !Array.isArray(required)) return `${path} needs properties and required`;
  const optional = Object.keys(properties).find((name) => !required.includes(name));
  if (optional !== undefined) return `${path}.${optional} must be required`;
  return firstError(Object.entries(properties), path);
}

function childError({ items, anyOf }: Schema, path: string): string | undefined {
  if (items !== undefined) return strictSchemaError(items, `${path}[]`);
  return Array.isArray(anyOf) ? firstError(Object.entries(anyOf), path) : undefined;
}

const firstError = (children: [string, unknown][], path: string) =>
  children
    .map(([name, child]) => strictSchemaError(child, `${path}.${name}`))
    .find((error) => error !== undefined);

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
