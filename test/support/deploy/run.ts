import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Run {
  readonly code: number | null;
  readonly output: string;
  /** The arguments of each call of the CDK. */
  readonly cdk: readonly string[];
}

/** The AWS variables of an operator's shell, with another endpoint. */
export const awsVariables = (url: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_MAX_ATTEMPTS: '1',
});

/** Runs a program of infra/deploy/ against an endpoint, with a `cdk` that notes what it is called with. */
export async function run(
  program: 'main' | 'check-main',
  url: string,
  args: readonly string[],
  cdkCode = 0,
): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-deploy-'));
  const log = join(folder, 'calls');
  try {
    await writeFile(log, '');
    await writeFile(join(folder, 'cdk'), `#!/bin/sh\necho "$*" >> '${log}'\nexit ${cdkCode}\n`);
    await chmod(join(folder, 'cdk'), 0o755);
    const child = spawn(process.execPath, [`infra/deploy/${program}.ts`, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
        ...awsVariables(url),
      },
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    const cdk = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
    return { code: child.exitCode, output: `${out}${err}`, cdk };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
