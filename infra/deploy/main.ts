import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fail } from '../local/process.ts';
import { stackName } from '../stack-names.ts';
import type { Account } from './account.ts';
import { checkDeployment } from './check.ts';

/**
 * `npm run deploy`: checks, and deploys all stacks. A first deployment makes the data stack without protection, since
 * what protects a stack would keep a failed creation from being tried again, and protects it once all have succeeded.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const checked = await checkDeployment(args);
  if (checked === undefined) throw new Error('Nothing was changed.');
  const { choices, account } = checked;
  const data = stackName(choices.options.stageName, 'data');
  const isFirst = !isMade(account, data);
  await deploy(['--all', ...args, ...(isFirst ? ['-c', 'firstDeployment=true'] : [])]);
  if (isFirst && choices.options.stage.keepsData) {
    console.log(`Protecting ${data} …`);
    const approval = args.includes('--require-approval') ? [] : ['--require-approval', 'never'];
    await deploy([data, '--exclusively', ...approval, ...args]);
  }
}

/** Whether the stack has succeeded before. */
function isMade({ stacks }: Account, name: string): boolean {
  const status = stacks.get(name)?.status;
  return status !== undefined && status !== 'ROLLBACK_COMPLETE' && status !== 'REVIEW_IN_PROGRESS';
}

/** @throws Error when it fails; the CDK has told why. */
async function deploy(args: readonly string[]): Promise<void> {
  const [code] = await once(spawn('cdk', ['deploy', ...args], { stdio: 'inherit' }), 'exit');
  if (code !== 0)
    throw new Error('The deployment failed. What to do after that stands in the deploy chapter.');
}

main().catch(fail);
