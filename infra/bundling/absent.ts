/** Bundled in place of the parts of libraries that are left out: using one throws an error that names it. */

const fail = (name: string) => (): never => {
  throw new Error(`${name} is left out of the bundles: see infra/bundling/left-out.ts.`);
};

/** Stands in for an export of a module. */
export function absentExport(name: string): unknown {
  const use = fail(name);
  return new Proxy(function absent() {}, { get: use, has: use, apply: use, construct: use });
}

/**
 * Replaces members of a class.
 *
 * @param methods names of its methods, with spaces between them.
 * @param getters likewise.
 */
export function absentMembers(
  owner: { prototype: object },
  name: string,
  methods: string,
  getters: string,
): void {
  const { prototype } = owner;
  for (const member of words(methods)) {
    Object.assign(prototype, { [member]: fail(`${name}.${member}`) });
  }
  for (const member of words(getters)) {
    Object.defineProperty(prototype, member, { get: fail(`${name}.${member}`) });
  }
}

const words = (text: string) => text.split(' ').filter(Boolean);
