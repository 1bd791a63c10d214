type Schema = Readonly<Record<string, unknown>>;

interface Size {
  /** Nesting depth of objects and lists. */
  readonly levels: number;
  readonly properties: number;
  readonly enumValues: number;
  /** Characters of property names, enum values and constants. */
  readonly characters: number;
}

/** The sizes of a schema that OpenAI's strict mode limits. Source: OpenAI, Structured outputs, "Supported schemas". */
export function sizeOfSchema(schema: unknown): Size {
  if (typeof schema !== 'object' || schema === null) return sum([], {});
  const { type, properties, items, anyOf, enum: values, const: constant }: Schema = { ...schema };
  const own = typeof properties === 'object' && properties !== null ? { ...properties } : {};
  const inner = [...Object.values(own), items, ...(Array.isArray(anyOf) ? anyOf : [])].map(sizeOfSchema);
  const names = Object.keys(own);
  const texts = [...names, ...(Array.isArray(values) ? values : []), constant ?? ''].map(String);
  return sum(inner, {
    levels: type === 'object' || type === 'array' ? 1 : 0,
    properties: names.length,
    enumValues: Array.isArray(values) ? values.length : 0,
    characters: texts.join('').length,
  });
}

const sum = (inner: readonly Size[], own: Partial<Size>): Size => {
  const { levels = 0, properties = 0, enumValues = 0, characters = 0 } = own;
  const total = (count: (size: Size) => number) => inner.reduce((all, each) => all + count(each), 0);
  return {
    levels: levels + Math.max(0, ...inner.map((each) => each.levels)),
    properties: properties + total((each) => each.properties),
    enumValues: enumValues + total((each) => each.enumValues),
    characters: characters + total((each) => each.characters),
  };
};
