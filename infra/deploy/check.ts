import type { Account } from './account.ts';
import { readAccount, readRegion } from './account.ts';
import { type Choices, readCommand } from './choices.ts';
import { judge } from './judge.ts';

/**
 * Reads what a deployment depends on, and tells what it finds.
 *
 * @returns undefined when the deployment would fail, or lose something.
 * @throws Error for choices that are wrong, and when AWS can't be asked.
 */
export async function checkDeployment(
  args: readonly string[],
): Promise<{ choices: Choices; account: Account } | undefined> {
  const region = await readRegion();
  const choices = readCommand(args, region);
  const account = await readAccount(choices.options, region);
  const { problems, advice } = judge(choices, account);
  console.log(`${choices.options.stageName}, in account ${account.id}, region ${region}`);
  for (const line of problems) console.log(`- missing: ${line}`);
  for (const line of advice) console.log(`- later: ${line}`);
  console.log(problems.length === 0 ? 'Yes: it can be deployed.' : 'No: it can not be deployed yet.');
  return problems.length === 0 ? { choices, account } : undefined;
}
