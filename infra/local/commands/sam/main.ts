import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readLocalConfig } from '../../config.ts';
import { fail, onSignal } from '../../process.ts';
import { bridge } from './bridge.ts';
import { makeTemplate } from './template.ts';

/** The port of `sam local` on 127.0.0.1. */
const PORT = '3001';

/**
 * `npm run sam`: runs the REST API's template in `sam local`, on the database that `npm run dev` serves. Arguments
 * after `--` go to `sam local start-api`.
 */
async function main(): Promise<void> {
  const { DATA_API_PORT } = readLocalConfig();
  await expectDataApi(DATA_API_PORT);
  const template = await makeTemplate(DATA_API_PORT);
  const dockerBridge = await bridge(DATA_API_PORT);
  const options = {
    '--port': PORT,
    '--template': template,
    '--warm-containers': 'LAZY',
    '--add-host': 'host.docker.internal:host-gateway',
  };
  const sam = spawn(
    'sam',
    ['local', 'start-api', ...Object.entries(options).flat(), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { AWS_DEFAULT_REGION: 'us-east-1', SAM_CLI_TELEMETRY: '0', ...process.env },
    },
  );
  sam.on('error', () => fail('There is no `sam` on the PATH: install the AWS SAM CLI.'));
  // sam stops its containers before it exits.
  onSignal(async () => {
    sam.kill('SIGTERM');
    await once(sam, 'exit');
  });
  const [code] = await once(sam, 'exit');
  dockerBridge.stop();
  process.exitCode = typeof code === 'number' ? code : 1;
}

async function expectDataApi(port: number): Promise<void> {
  try {
    await fetch(`http://127.0.0.1:${port}`);
  } catch (error) {
    const message = `There is no Data API on port ${port}: start \`npm run dev\` in another terminal first.`;
    throw new Error(message, { cause: error });
  }
}

main().catch(fail);
