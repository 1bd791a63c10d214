import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

/**
 * Deploys stacks to a moto server, an imitation of AWS, one after the other until one fails.
 *
 * @param assembly the folder that `cdk synth` made.
 * @returns a line a stack.
 */
export async function deployToMoto(assembly: string, stacks: readonly string[]): Promise<string[]> {
  const server = spawn('moto_server', ['--port', String(PORT)], { stdio: 'ignore' });
  try {
    await untilItAnswers();
    const bootstrap = await run('cdk', ['bootstrap', 'aws://123456789012/us-east-1', '--app', assembly], {
      env,
    });
    if (bootstrap.code !== 0) return [`bootstrap: ${reason(bootstrap.output)}`];
    const lines: string[] = [];
    for (const stack of stacks) {
      const options = ['--app', assembly, '--exclusively', '--require-approval', 'never'];
      const { code, output } = await run('cdk', ['deploy', stack, ...options], { env, minutes: 2 });
      lines.push(`${stack}: ${code === 0 ? 'created' : reason(output)}`);
      if (code !== 0) break;
    }
    return lines;
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}

async function untilItAnswers(): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const isThere = await fetch(ENDPOINT).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > end) throw new Error('moto_server did not start.');
    await sleep(200);
  }
}

const reason = (output: string) =>
  output
    .split('\n')
    .filter((line) => /‣|Error|❌/.test(line))
    .slice(0, 2)
    .join(' ') || 'no answer in time';
