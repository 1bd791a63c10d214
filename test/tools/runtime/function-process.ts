import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { reservedVariables } from '../../../infra/local/lambda/variables.ts';
import { type Outcome, startRuntimeApi } from './runtime-api.ts';

/** A function under the program that runs it on Lambda. */
export interface FunctionProcess {
  /** @throws Error when the process ends before it has responded. */
  invoke(event: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}

/**
 * Starts a function.
 *
 * @param client main file of the program.
 * @param environment its own variables, beside Lambda's.
 */
export async function startFunction(
  client: string,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<FunctionProcess> {
  const api = await startRuntimeApi();
  const folder = resolve('dist', name);
  const runtime = spawn(process.execPath, [client], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...reservedVariables(name, folder, 512),
      ...environment,
      AWS_LAMBDA_RUNTIME_API: api.address,
      PATH: process.env['PATH'],
    },
  });
  const ended = once(runtime, 'exit').then(([code]) => {
    throw new Error(`The runtime ended with ${code} before ${name} had responded.`);
  });
  ended.catch(() => {});
  return {
    invoke: (event) => Promise.race([api.invoke(event), ended]),
    stop: async () => {
      runtime.kill('SIGKILL');
      await api.stop();
    },
  };
}
