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

/** Options that add resources. */
const named = {
  domainName: 'api.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
};

type Choices = Readonly<Record<string, string>>;

/** The variants of the templates that cfn-lint checks, by name. */
const variants: Readonly<Record<string, Choices>> = {
  ...Object.fromEntries(Object.keys(stages).map((stage) => [stage, { stage }])),
  'prod with all options': {
    stage: 'prod',
    stages: JSON.stringify({ prod: named }),
    alarmEmail: 'alarms@example.com',
    reserveConcurrency: 'true',
    firewall: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/acl/11111111-2222-3333-4444-555555555555',
  },
};

/** `npm run check:templates`: checks the templates with other programs, if they are installed. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-templates-'));
  try {
    if (await isInstalled('cfn-lint')) {
      for (const [name, choices] of Object.entries(variants)) await lint(name, choices, join(folder, name));
      // An older one knows fewer properties, and says so of ours.
      const { output } = await run('cfn-lint', ['--version']);
      console.log(
        `cfn-lint  version ${output.replace('cfn-lint', '').trim()}; it can't judge quotas, rights or names in use`,
      );
    } else {
      console.log('cfn-lint is not installed: pip install cfn-lint');
    }
    if (await isInstalled('moto_server')) await deploy(join(folder, 'moto'));
    else console.log("moto is not installed: pip install 'moto[server]'");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lint(name: string, choices: Choices, folder: string): Promise<void> {
  await synthesize(folder, choices);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.template.json'));
  const templates = files.map((file) => join(folder, file));
  const { code, output } = await run('cfn-lint', ['--ignore-checks', ...IGNORED, '--', ...templates]);
  const result = code === 0 ? `${files.length} templates, nothing to say` : `\n${output}`;
  console.log(`cfn-lint  ${name}: ${result}`);
  if (code !== 0) process.exitCode = 1;
}

async function deploy(assembly: string): Promise<void> {
  await synthesize(assembly, { stage: 'dev', stages: JSON.stringify({ dev: adopted }) });
  const names = stackParts.map((part) => stackName('dev', part));
  const { failure, notJudged } = await deployToMoto(assembly, names);
  console.log(`moto      ${failure ?? `${names.length} stacks created`}`);
  console.log(`moto      can't judge ${notJudged.join(', ')}`);
  if (failure !== undefined) process.exitCode = 1;
}

async function synthesize(output: string, choices: Choices): Promise<void> {
  const context = Object.entries(choices).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const result = await run('cdk', ['synth', '--quiet', '--output', output, ...context]);
  if (result.code !== 0) throw new Error(result.output);
}

await main();
