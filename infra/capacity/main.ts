import { readCommand } from '../deploy/choices.ts';
import { fail } from '../local/process.ts';
import { planFor } from './plan.ts';
import { costsTable, monthInWords } from './tables.ts';

/**
 * `npm run deploy:plan [-- -c stage=prod -c users=1000000]`: what a stage is made of for its users, and what AWS has to
 * raise for it; without users, what a month costs. Asks nobody.
 */
function main(): void {
  const { options } = readCommand(process.argv.slice(2), 'us-east-1');
  const { stageName, stage, users } = options;
  if (users === undefined) {
    console.log(`A user makes ${monthInWords()} in a month.\n\n${costsTable()}`);
    return;
  }
  const { quotas, cells } = planFor(users, stage.database.pausesAfterMinutes);
  console.log(`${stageName}, for ${users.toLocaleString('en')} users`);
  console.log(JSON.stringify(stage, null, 2));
  for (const { quota, needed } of quotas) {
    console.log(`- ${quota.service}, "${quota.name}": ${needed}; at first AWS gives ${quota.default}`);
  }
  if (cells > 1) console.log(`- One cluster does not hold them: ${cells} cells, as infra/cells.md says.`);
}

try {
  main();
} catch (error) {
  fail(error);
}
