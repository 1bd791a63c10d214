import { startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { startOwnSystem } from '../../support/system/own-system.ts';
import { bufferedChecks } from './buffered-checks.ts';
import type { Check, Invoke } from './check.ts';
import { fileChecks } from './file-checks.ts';
import { type FunctionProcess, startFunction } from './function-process.ts';
import { meteredChecks, WEB_KEY } from './metered-checks.ts';
import { runtimeClient } from './runtime-client.ts';
import { streamChecks } from './stream-checks.ts';

const checks: readonly Check[] = [...bufferedChecks, ...streamChecks, ...meteredChecks, ...fileChecks];

/** `npm run check:runtime`: the bundles work under the program that runs them on Lambda. */
async function main(): Promise<void> {
  const client = await runtimeClient();
  const [system, model] = await Promise.all([startOwnSystem(), startScriptedModel()]);
  // A function keeps its process, so that a check notices when an earlier one has ended it.
  const processes = new Map<string, Promise<FunctionProcess>>();
  const environment = {
    AWS_ENDPOINT_URL_RDS_DATA: system.dataApi.url,
    WEB_AUTH_API_KEY: WEB_KEY,
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: model.url,
  };
  const invoke: Invoke = async (name, event) => {
    const started = processes.get(name) ?? startFunction(client, name, environment);
    processes.set(name, started);
    return (await started).invoke(event);
  };
  try {
    for (const { what, name, run } of checks) {
      const found = await run({ invoke, system });
      console.log(`${what.padEnd(30)}${name.padEnd(18)}${found}`);
    }
  } finally {
    await Promise.all([...processes.values()].map(async (started) => (await started).stop()));
    await Promise.all([system.stop(), model.stop()]);
  }
}

await main();
