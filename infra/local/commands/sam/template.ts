import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, glob, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { config } from '../../../../lib/config.ts';

const FOLDER = 'cdk.out/sam';

/**
 * Synthesizes the REST API's template. It differs from the deployed one in the address of the Data API and the
 * processor architecture only.
 *
 * @returns the path of the template.
 */
export async function makeTemplate(dataApiPort: number): Promise<string> {
  await rm(FOLDER, { recursive: true, force: true });
  await synthesize({
    stage: 'dev',
    stages: JSON.stringify({
      dev: { clusterArn: config.DATABASE_CLUSTER_ARN, secretArn: config.DATABASE_SECRET_ARN },
    }),
    dataApiUrl: `http://host.docker.internal:${dataApiPort}`,
    architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
  });
  for await (const bundle of glob(`${FOLDER}/asset.*/index.mjs`)) {
    await rename(bundle, join(dirname(bundle), 'bundle.mjs'));
    await copyFile(join(import.meta.dirname, 'buffered-response.mjs'), bundle);
  }
  return `${FOLDER}/liftlog-dev-api.template.json`;
}

async function synthesize(choices: Readonly<Record<string, string>>): Promise<void> {
  const context = Object.entries(choices).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const cdk = spawn('cdk', ['synth', '--quiet', '--output', FOLDER, ...context], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(cdk, 'exit');
  if (code !== 0) throw new Error('The template could not be synthesized.');
}
