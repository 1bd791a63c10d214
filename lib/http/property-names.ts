import { $ZodArray, $ZodNullable, $ZodObject, $ZodOptional, type $ZodType } from 'zod/v4/core';

/**
 * Gives the properties of a request their declared names. Clients write `userId`, `UserId` or `user_id`:
 * names match whatever their case and underscores. Undeclared properties are left out, and lists are cut one
 * element past their bound, so that a hostile body costs no more to check than a valid one.
 *
 * @returns a copy of `value`, shaped by `schema` where the two agree and as it was where they don't.
 */
export function declaredNames(schema: $ZodType, value: unknown): unknown {
  if (schema instanceof $ZodObject) return declaredProperties(schema, value);
  if (schema instanceof $ZodArray) return declaredElements(schema, value);
  if (schema instanceof $ZodOptional || schema instanceof $ZodNullable) {
    return declaredNames(schema._zod.def.innerType, value);
  }
  return value;
}

function declaredProperties(schema: $ZodObject, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = namesOf(schema);
  const properties: [string, unknown][] = [];
  for (const [written, property] of Object.entries(value)) {
    const name = names.get(looseName(written));
    const declared = name === undefined ? undefined : schema._zod.def.shape[name];
    if (name !== undefined && declared !== undefined) {
      properties.push([name, declaredNames(declared, property)]);
    }
  }
  return Object.fromEntries(properties);
}

function declaredElements(schema: $ZodArray, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const { maximum } = schema._zod.bag;
  const length = typeof maximum === 'number' ? maximum + 1 : value.length;
  return value.slice(0, length).map((element) => declaredNames(schema._zod.def.element, element));
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
