import { runCanary } from '../../../lib/canary.ts';
import { V2_STAGE } from '../../../lib/contract/stages.ts';
import { readLocalConfig } from '../config.ts';
import { fail } from '../process.ts';

/** `npm run canary`: makes the canary's calls now, on `npm run dev` or at the address that it is given. */
async function main(): Promise<void> {
  const [url = `http://127.0.0.1:${readLocalConfig().PORT}`] = process.argv.slice(2);
  const { times, failure } = await runCanary(`${url}/${V2_STAGE}`);
  for (const [name, milliseconds] of Object.entries(times)) {
    console.log(`${name.padEnd(20)}${milliseconds} ms`);
  }
  if (failure === undefined) return;
  const { message, requestId } = failure;
  throw new Error(requestId === undefined ? message : `${message} Request ${requestId}.`);
}

main().catch(fail);
