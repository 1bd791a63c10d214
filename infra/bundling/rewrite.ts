import { join } from 'node:path';
import {
  type AnonymousClassDeclaration,
  type AnyNode,
  type ClassDeclaration,
  type MethodDefinition,
  parse,
} from 'acorn';

const ABSENT = JSON.stringify(join(import.meta.dirname, 'absent.ts'));

const statementsOf = (source: string) => parse(source, { ecmaVersion: 'latest', sourceType: 'module' }).body;

/** Makes a module with the same exports, each of which throws when it is used. */
export function withoutExports(source: string, module: string): string {
  const exports = statementsOf(source).filter(({ type }) => type.startsWith('Export'));
  const names = exports.flatMap((statement) => namesOf(statement, module));
  return [
    `import { absentExport } from ${ABSENT};`,
    // The annotation lets esbuild drop those that nobody imports.
    ...names.map(
      (name) =>
        `export const ${name} = /* @__PURE__ */ absentExport(${JSON.stringify(`${name} of ${module}`)});`,
    ),
  ].join('\n');
}

function namesOf(statement: AnyNode, module: string): string[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
  const declared = declaration?.type === 'VariableDeclaration' ? declaration.declarations : [declaration];
  return declared.map((each) => {
    if (each?.id.type !== 'Identifier')
      throw new Error(`${module} has exports in a form that can't be left out.`);
    return each.id.name;
  });
}

/**
 * Removes the public members of classes that are not used.
 *
 * @param used names of members by class, with white space between them.
 */
export function withoutMembers(
  source: string,
  module: string,
  used: Readonly<Record<string, string>>,
): string {
  const classes = new Map(
    statementsOf(source)
      .flatMap(classIn)
      .map((found) => [found.id.name, found]),
  );
  const absent = Object.entries(used).map(([name, members]) => {
    const methods = (classes.get(name)?.body.body ?? []).filter(isPublicMethod);
    const names = new Set(members.split(/\s+/).filter(Boolean));
    const known = new Set(methods.map(nameOf));
    const unknown = [...names].filter((member) => !known.has(member));
    if (methods.length === 0) throw new Error(`${module} has no ${name} any more.`);
    if (unknown.length > 0) throw new Error(`${module} has no ${name}.${unknown.join(', ')} any more.`);
    return { name, methods: methods.filter((method) => !names.has(nameOf(method))) };
  });
  return [
    `import { absentMembers } from ${ABSENT};`,
    without(
      source,
      absent.flatMap(({ methods }) => methods),
    ),
    ...absent.map(({ name, methods }) => {
      const [getters, others] = [true, false].map((isGetter) =>
        methods.filter(({ kind }) => (kind === 'get') === isGetter).map(nameOf),
      );
      return `absentMembers(${name}, '${name}', '${others?.join(' ')}', '${getters?.join(' ')}');`;
    }),
  ].join('\n');
}

function classIn(statement: AnyNode): ClassDeclaration[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return declared?.type === 'ClassDeclaration' && isNamed(declared) ? [declared] : [];
}

const isNamed = (declared: AnonymousClassDeclaration | ClassDeclaration): declared is ClassDeclaration =>
  declared.id !== null;

function isPublicMethod(member: AnyNode): member is MethodDefinition {
  return (
    member.type === 'MethodDefinition' &&
    member.kind !== 'constructor' &&
    !member.static &&
    !member.computed &&
    member.key.type === 'Identifier'
  );
}

const nameOf = ({ key }: MethodDefinition) => (key.type === 'Identifier' ? key.name : '');

/** @param nodes in any order, none inside another. */
function without(source: string, nodes: readonly AnyNode[]): string {
  let rest = source;
  for (const { start, end } of nodes.toSorted((a, b) => b.start - a.start))
    rest = rest.slice(0, start) + rest.slice(end);
  return rest;
}
