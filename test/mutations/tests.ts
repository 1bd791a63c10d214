import { resolve } from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import type { Outcome } from './job.ts';
import { fileOf, type Killer, textOf } from './mutation.ts';

/** The tests of the working folder. */
export interface Tests {
  /** Runs tests until one fails. */
  run(killers: readonly Killer[]): Promise<Outcome>;
  /** Has a source that changed loaded anew. */
  forget(path: string): void;
  close(): Promise<void>;
}

export async function openTests(): Promise<Tests> {
  const vitest = await createVitest('test', {
    root: process.cwd(),
    watch: false,
    bail: 1,
    cache: false,
    reporters: [{}],
  });
  // A worker of its own for each run: it must know nothing of the mutation before.
  for (const { config } of vitest.projects) config.isolate = true;
  await vitest.standalone();

  /** @returns undefined when it is no test file. */
  const runFile = async (file: string, killers: readonly Killer[]): Promise<TestModule | undefined> => {
    const moduleId = resolve(file);
    const project = vitest.projects.find((each) => each.matchesTestGlob(moduleId));
    if (project === undefined) return undefined;
    const specification = project.createSpecification(moduleId, { testNamePattern: patternOf(killers) });
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
    // What ran before is in it as well.
    const module = testModules.find((each) => each.moduleId === moduleId);
    // Such as a worker that could not be started.
    if (module?.ok() !== false && unhandledErrors.length > 0) throw unhandledErrors[0];
    return module;
  };

  return {
    run: async (killers) => {
      for (const [file, ofFile] of Map.groupBy(killers, fileOf)) {
        const module = await runFile(file, ofFile);
        const outcome = judge(file, ofFile, module);
        if (outcome !== undefined) return outcome;
      }
      return {};
    },
    forget: (path) => vitest.invalidateFile(path),
    close: () => vitest.close(),
  };
}

/** Matches the names of the tests that are meant. */
function patternOf(killers: readonly Killer[]): RegExp {
  const names = killers.map((killer) => (typeof killer === 'string' ? '' : escape(killer[1])));
  return new RegExp(names.join('|'));
}

/** Between the names of a suite and of its test, there is a `>`. */
const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', ' (?:> )?');

/** @returns undefined when all tests that are meant are there and passed. */
function judge(
  file: string,
  killers: readonly Killer[],
  module: TestModule | undefined,
): Outcome | undefined {
  if (module?.ok() === false) return { killedBy: `${file}: ${firstFailure(module)}` };
  // The first failure ends the run, in a suite of concurrent tests before it is reported.
  if (module?.state() === 'pending') return { killedBy: `${file}: one of several tests at once` };
  const passed = [...(module?.children.allTests('passed') ?? [])].map(({ fullName }) => fullName);
  const isThere = (killer: Killer) =>
    passed.some((name) => typeof killer === 'string' || name.replaceAll(' > ', ' ').includes(killer[1]));
  const missing = killers.find((killer) => !isThere(killer));
  return missing === undefined ? undefined : { error: `There is no test ${textOf(missing)}.` };
}

function firstFailure(module: TestModule): string {
  const [failed] = module.children.allTests('failed');
  return failed?.fullName ?? 'what it prepares';
}
