import { fail } from '../local/process.ts';
import { checkDeployment } from './check.ts';

/** `npm run deploy:check`: whether a deployment would succeed. Changes nothing. */
async function main(): Promise<void> {
  if ((await checkDeployment(process.argv.slice(2))) === undefined) process.exitCode = 1;
}

main().catch(fail);
