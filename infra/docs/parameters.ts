import type { DocumentedCall } from '../../lib/contract/docs/call.ts';
import { toJsonSchema } from './schemas.ts';

/** The parameters of a call in path, query and headers. */
export function parameters({ route, docs }: DocumentedCall) {
  const { properties = {} } = toJsonSchema('input', route.parameters);
  const declared = Object.entries(docs.parameters ?? {}).map(([name, { description, example }]) => {
    const isInPath = route.path.includes(`{${name}}`);
    const schema = properties[name];
    if (schema === undefined) throw new Error(`${route.path} has no parameter ${name}.`);
    return { name, in: isInPath ? 'path' : 'query', required: isInPath, description, schema, example };
  });
  return [...declared, ...(docs.isFile ? [ifNoneMatch] : [])];
}

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the cached content.',
  schema: { type: 'string' },
};
