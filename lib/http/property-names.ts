import {
  $ZodArray,
  $ZodEnum,
  $ZodNullable,
  $ZodObject,
  $ZodOptional,
  $ZodRecord,
  type $ZodType,
} from 'zod/v4/core';

/**
 * Renames the properties of a request to their declared names. Clients write `userId`, `UserId` or `user_id`: case and
 * underscores are ignored, also in the values of an enumeration. The keys of a map are the client's own and are kept.
 * Undeclared properties are dropped, and lists and maps are truncated one element past their bound, so that a hostile
 * body is as cheap to validate as a valid one.
 *
 * @returns a copy of `value`, renamed where it matches `schema` and unchanged where it doesn't.
 */
export function declaredNames(schema: $ZodType, value: unknown): unknown {
  if (schema instanceof $ZodObject) return declaredProperties(schema, value);
  if (schema instanceof $ZodArray) return declaredElements(schema, value);
  if (schema instanceof $ZodRecord) return declaredEntries(schema, value);
  if (schema instanceof $ZodEnum) return declaredConstant(schema, value);
  if (schema instanceof $ZodOptional || schema instanceof $ZodNullable) {
    return declaredNames(schema._zod.def.innerType, value);
  }
  return value;
}

function declaredProperties(schema: $ZodObject, value: unknown): unknown {
  if (!isObject(value)) return value;
  const names = namesOf(schema);
  const properties: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const name = names.get(looseName(key));
    const declared = name === undefined ? undefined : schema._zod.def.shape[name];
    if (name !== undefined && declared !== undefined) {
      properties.push([name, declaredNames(declared, value[key])]);
    }
  }
  return Object.fromEntries(properties);
}

function declaredElements(schema: $ZodArray, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value
    .slice(0, onePastBound(schema))
    .map((element) => declaredNames(schema._zod.def.element, element));
}

function declaredEntries(schema: $ZodRecord, value: unknown): unknown {
  if (!isObject(value)) return value;
  // Only the keys: listing the values too takes three times as long.
  const keys = Object.keys(value).slice(0, onePastBound(schema));
  return Object.fromEntries(keys.map((key) => [key, declaredNames(schema._zod.def.valueType, value[key])]));
}

function declaredConstant(schema: $ZodEnum, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const wanted = looseName(value);
  return [...schema._zod.values].find((name) => looseName(String(name)) === wanted) ?? value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function onePastBound(schema: $ZodType): number | undefined {
  const { maximum } = schema._zod.bag;
  return typeof maximum === 'number' ? maximum + 1 : undefined;
}

const looseName = (name: string) => name.replaceAll('_', '').toLowerCase();

const namesBySchema = new WeakMap<$ZodObject, ReadonlyMap<string, string>>();

function namesOf(schema: $ZodObject): ReadonlyMap<string, string> {
  const known = namesBySchema.get(schema);
  if (known !== undefined) return known;
  const names = new Map(Object.keys(schema._zod.def.shape).map((name) => [looseName(name), name]));
  namesBySchema.set(schema, names);
  return names;
}
