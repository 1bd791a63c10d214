import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The modules that Lambda's runtime has loaded when it loads a function. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
};
const AWSLAMBDA =
  'globalThis.awslambda = { streamifyResponse: (handler) => handler, HttpResponseStream: {} };';

/** Milliseconds of processor time that a fresh process of this Node needs to import a module. */
export async function importTime(module: string): Promise<number> {
  const url = JSON.stringify(pathToFileURL(module));
  const code = `${AWSLAMBDA}
    const start = process.cpuUsage();
    const { handler } = await import(${url});
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    if (typeof handler !== 'function') throw new Error('There is no handler.');
    process.stdout.write(String(milliseconds), () => process.exit());`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
    env: ENVIRONMENT,
  });
  return Number(stdout);
}
