import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './run.ts';

const PORT = 5577;
/** By its name: moto finds a bucket's name in the host of an address. */
const ENDPOINT = `http://localhost:${PORT}`;

const env = {
  AWS_ENDPOINT_URL: ENDPOINT,
  AWS_ACCESS_KEY_ID: 'moto',
  AWS_SECRET_ACCESS_KEY: 'moto',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  // moto returns 500 for what it does not know, which would be retried again and again.
  AWS_MAX_ATTEMPTS: '1',
};

interface Deployment {
  /** The reason why a stack was not created. */
  readonly failure: string | undefined;
  /** The types of resources that moto does not know, with their numbers. */
  readonly notJudged: readonly string[];
}

/**
 * Deploys stacks to a moto server, an imitation of AWS, which `moto/sitecustomize.py` adapts.
 *
 * @param assembly the folder that `cdk synth` made.
 * @throws Error when the server does not start.
 */
export async function deployToMoto(assembly: string, stacks: readonly string[]): Promise<Deployment> {
  const server = spawn('moto_server', ['--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PYTHONPATH: join(import.meta.dirname, 'moto'),
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const [printed, logged] = [text(server.stdout), text(server.stderr)];
  let failure: string | undefined;
  try {
    await untilItAnswers(server);
    failure = await deploy(assembly, stacks);
  } finally {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  }
  const reason = failure === undefined ? undefined : `${failure} ${lastError(await logged)}`;
  return { failure: reason, notJudged: countTypes(await printed) };
}

/** @returns the reason of a failure. */
async function deploy(assembly: string, stacks: readonly string[]): Promise<string | undefined> {
  const target = ['aws://123456789012/us-east-1', '--app', assembly];
  const bootstrap = await run('cdk', ['bootstrap', ...target], { env });
  if (bootstrap.code !== 0) return `bootstrap: ${reasonIn(bootstrap.output)}`;
  // With a change set, moto forgets what a stack exports.
  const options = ['--app', assembly, '--require-approval', 'never', '--method', 'direct'];
  const { code, output } = await run('cdk', ['deploy', ...stacks, ...options], { env });
  return code === 0 ? undefined : reasonIn(output);
}

async function untilItAnswers(server: ChildProcess): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const isThere = await fetch(ENDPOINT).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > end || server.exitCode !== null) throw new Error('moto_server did not start.');
    await sleep(200);
  }
}

const reasonIn = (output: string) =>
  output
    .split('\n')
    .filter((line) => /‣|Error|❌/.test(line))
    .slice(0, 2)
    .join(' ') || 'no answer in time';

/** The last line of the last traceback in the log. */
const lastError = (log: string) => log.split('\n').findLast((line) => /^\w+(\.\w+)*: /.test(line)) ?? '';

function countTypes(printed: string): string[] {
  const types = [...printed.matchAll(/^not judged (.*)$/gm)].map(([, type = '']) => type);
  const counts = Map.groupBy(types, (type) => type);
  return [...counts].map(([type, all]) => `${type} (${all.length})`).toSorted();
}
