import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { makeOpenApi } from '../../../infra/docs/openapi.ts';
import { instant } from '../../../lib/contract/common.ts';

interface Content {
  readonly [mediaType: string]: { readonly schema?: object; readonly example?: unknown };
}

export interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly example?: unknown;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly content?: Content;
  /** Where the response is instead. */
  readonly $ref?: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** The API's document, as published. */
export const openApi: Document = JSON.parse(JSON.stringify(makeOpenApi()));

/** The response of an operation for a status, and its pointer. */
export function responseOf(path: string, method: string, status: string | number) {
  const response = openApi.paths[path]?.[method]?.responses[status];
  const name = response?.$ref?.split('/').at(-1);
  return name === undefined
    ? { response, pointer: ['paths', path, method, 'responses', String(status)] }
    : { response: openApi.components.responses[name], pointer: ['components', 'responses', name] };
}

/** Strictness of the check: `exact` reports undeclared properties as errors, `loose` does not. */
export type Strictness = 'loose' | 'exact';

const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
// oxlint-disable-next-line typescript/no-unsafe-call -- CommonJS, whose default is typed as the module.
(formats as unknown as (to: Ajv2020) => void)(ajv);
// Requests accept more than RFC 3339 allows.
ajv.addFormat('date-time', (text) => instant.safeParse(text).success);
ajv.addSchema(openApi, 'loose');
ajv.addSchema(exact(openApi) as Document, 'exact');

function exact(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(exact);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, exact(value)]));
  return copy['type'] === 'object' && 'properties' in copy ? { additionalProperties: false, ...copy } : copy;
}

const validators = new Map<string, ValidateFunction>();

/**
 * Checks a value against a schema of the document.
 *
 * @param pointer the pointer to the schema.
 * @returns the errors as text; undefined for a valid value.
 */
export function errorsOf(
  value: unknown,
  pointer: readonly string[],
  strictness: Strictness,
): string | undefined {
  const path = pointer.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')));
  const reference = `${strictness}#/${path.join('/')}`;
  const validate = validators.get(reference) ?? ajv.compile({ $ref: reference });
  validators.set(reference, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}
