import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stackName, stackParts } from '../../../infra/stack-names.ts';
import { stages } from '../../../infra/stages.ts';
import { deployToMoto } from './moto.ts';
import { isInstalled, run } from './run.ts';

/** Rules that CDK's own output breaks harmlessly: redundant dependencies. */
const IGNORED = ['W3005'];

/** Moto does not support a database with a managed password. */
const adopted = {
  clusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:adopted',
  secretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:adopted-AbCdEf',
};

/** `npm run check:templates`: checks the templates with other programs, if they are installed. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-templates-'));
  try {
    if (await isInstalled('cfn-lint')) {
      for (const stage of Object.keys(stages)) await lint(stage, join(folder, stage));
    } else {
      console.log('cfn-lint is not installed: pip install cfn-lint');
    }
    if (await isInstalled('moto_server')) {
      const assembly = join(folder, 'adopted');
      await synthesize(assembly, { stage: 'dev', stages: JSON.stringify({ dev: adopted }) });
      const lines = await deployToMoto(
        assembly,
        stackParts.map((part) => stackName('dev', part)),
      );
      console.log(lines.map((line) => `moto      ${line}`).join('\n'));
    } else {
      console.log("moto is not installed: pip install 'moto[server]'");
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lint(stage: string, folder: string): Promise<void> {
  await synthesize(folder, { stage });
  const files = (await readdir(folder)).filter((file) => file.endsWith('.template.json'));
  const templates = files.map((file) => join(folder, file));
  const { code, output } = await run('cfn-lint', ['--ignore-checks', ...IGNORED, '--', ...templates]);
  console.log(
    `cfn-lint  ${stage}: ${code === 0 ? `${files.length} templates, nothing to say` : `\n${output}`}`,
  );
  if (code !== 0) process.exitCode = 1;
}

async function synthesize(output: string, choices: Readonly<Record<string, string>>): Promise<void> {
  const context = Object.entries(choices).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const result = await run('cdk', ['synth', '--quiet', '--output', output, ...context]);
  if (result.code !== 0) throw new Error(result.output);
}

await main();
