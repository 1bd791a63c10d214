import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { options as buildOptions } from '../../../esbuild.config.mjs';
import {
  createFunctionHost,
  type FunctionHost,
  type FunctionHostOptions,
} from '../../../infra/local/lambda/index.ts';

/** Sources of bundles by function name. Each is a whole module that exports `handler`. */
export type Sources = Readonly<Record<string, string>>;

export interface TestHost {
  readonly host: FunctionHost;
  readonly bundleDir: string;
  /** The log so far: parsed JSON lines, and raw text. */
  readonly logs: { functionName: string; requestId?: string; entry: unknown }[];
}

/** A function host for bundles of these sources, stopped when the test ends. */
export async function hostOf(
  sources: Sources,
  options: Partial<FunctionHostOptions> = {},
): Promise<TestHost> {
  const bundleDir = await mkdtemp(join(tmpdir(), 'bundles-'));
  for (const [name, source] of Object.entries(sources)) await writeBundle(bundleDir, name, source);
  const logs: TestHost['logs'] = [];
  const host = createFunctionHost({
    bundleDir,
    environment: () => ({}),
    log: ({ line, ...entry }) => logs.push({ ...entry, entry: parseLine(line) }),
    ...options,
  });
  onTestFinished(async () => {
    await host.stop();
    await rm(bundleDir, { recursive: true });
  });
  return { host, bundleDir, logs };
}

export async function writeBundle(bundleDir: string, name: string, source: string): Promise<void> {
  const file = join(bundleDir, name, 'index.mjs');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, source);
}

/** Bundles a source that imports this project's packages, as the API's functions are bundled. */
export async function bundled(source: string): Promise<string> {
  const result = await build({
    stdin: { contents: source, resolveDir: dirname(fileURLToPath(import.meta.url)) },
    ...buildOptions,
    // A temporary folder has no packages to import from.
    external: [],
    sourcemap: false,
    legalComments: 'none',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
