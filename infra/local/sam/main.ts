import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { config, readLocalConfig } from '../../../lib/config.ts';
import { fail, onSignal } from '../process.ts';
import { bridge } from './bridge.ts';

const TEMPLATES = 'cdk.out/sam';
/** Where `sam local` answers. */
const PORT = 3001;

/**
 * `npm run sam`: the REST API's template in `sam local`, on the database that `npm run dev` serves. What follows
 * `--` goes to `sam local start-api`.
 */
async function main(): Promise<void> {
  const { DATA_API_PORT } = readLocalConfig();
  await expectDataApi(DATA_API_PORT);
  await synthesize(DATA_API_PORT);
  const way = await bridge(DATA_API_PORT);
  const sam = spawn(
    'sam',
    [
      ...['local', 'start-api', '--port', String(PORT), '--warm-containers', 'LAZY'],
      ...['--template', `${TEMPLATES}/liftlog-dev-api.template.json`],
      ...['--add-host', 'host.docker.internal:host-gateway'],
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit', env: { AWS_DEFAULT_REGION: 'us-east-1', SAM_CLI_TELEMETRY: '0', ...process.env } },
  );
  sam.on('error', () =>
    fail('There is no `sam` on the path: see docs.aws.amazon.com, "Install the AWS SAM CLI".'),
  );
  // Ctrl-C reaches sam by itself; it ends its containers and then this.
  onSignal(async () => {
    sam.kill('SIGTERM');
    await once(sam, 'exit');
  });
  const [code] = await once(sam, 'exit');
  way.stop();
  process.exitCode = typeof code === 'number' ? code : 1;
}

async function expectDataApi(port: number): Promise<void> {
  try {
    await fetch(`http://127.0.0.1:${port}`);
  } catch {
    fail(`There is no Data API on port ${port}: start \`npm run dev\` in another terminal first.`);
  }
}

/** The template as it is deployed, but for the address of the Data API and the processor. */
async function synthesize(dataApiPort: number): Promise<void> {
  const choices = {
    stage: 'dev',
    clusterArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    dataApiUrl: `http://host.docker.internal:${dataApiPort}`,
    architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
  };
  const context = Object.entries(choices).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const cdk = spawn('cdk', ['synth', '--quiet', '--output', TEMPLATES, ...context], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(cdk, 'exit');
  if (code !== 0) fail('The template could not be made.');
}

main().catch(fail);
