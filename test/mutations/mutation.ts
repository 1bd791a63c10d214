/** A test file, or those of its tests whose full names hold a text. */
export type Killer = string | readonly [file: string, named: string];

/** A rule of the product, and a change that breaks it in one place. */
export interface Mutation {
  /** One line, which is its name too. */
  readonly rule: string;
  /** Path of the source that is changed. */
  readonly file: string;
  /** Text that stands there exactly once. */
  readonly replace: string;
  readonly by: string;
  /** The tests that should notice. */
  readonly killers: readonly Killer[];
  /** Why no test can notice: nothing that anybody could see changes. */
  readonly equal?: string;
}

/** Mutations of one source. */
export const mutationsOf = (
  file: string,
  mutations: readonly Omit<Mutation, 'file'>[],
): readonly Mutation[] => mutations.map((mutation) => ({ file, ...mutation }));

/** The source with its rule broken. @throws Error when the text is not there, or more than once. */
export function mutate({ rule, file, replace, by }: Mutation, source: string): string {
  const [before, after, ...more] = source.split(replace);
  if (before === undefined || after === undefined || more.length > 0) {
    const times = after === undefined ? 'no more' : 'more than once';
    throw new Error(`The text to replace stands in ${file} ${times}. Mutation: ${rule}`);
  }
  return `${before}${by}${after}`;
}

export const fileOf = (killer: Killer): string => (typeof killer === 'string' ? killer : killer[0]);

export const textOf = (killer: Killer): string =>
  typeof killer === 'string' ? killer : `${killer[0]}: ${killer[1]}`;
