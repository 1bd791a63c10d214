import { readFileSync } from 'node:fs';
import { startGateway } from '../../../infra/local/gateway/index.ts';
import { createFunctionHost, startLambdaApi } from '../../../infra/local/lambda/index.ts';
import { startSockets } from '../../../infra/local/sockets/index.ts';
import { config } from '../../../lib/config.ts';
import { socketFunctions } from '../../../lib/contract/hub.ts';
import { hubs, routes } from '../../../lib/contract/index.ts';
import type { Question } from './api.ts';

// Gateways and functions in a process of their own, forked by api.ts: node api-server.ts <variables as JSON> [megabytes]

const [variables = '{}', megabytes] = process.argv.slice(2);
const settings = Object.entries({ ...config, ...JSON.parse(variables) }).map(([name, value]) => [
  name,
  String(value),
]);
const environment = Object.fromEntries(settings);

const bundleDir = 'dist';
const functions = createFunctionHost({
  bundleDir,
  environment: () => environment,
  log: () => {},
  ...(megabytes !== undefined && { memoryMegabytes: Number(megabytes) }),
});
const lambdaApi = await startLambdaApi({ host: functions, bundleDir });
const sockets = await startSockets({
  paths: hubs.map(({ path }) => path),
  functions: socketFunctions,
  host: functions,
});
environment['AWS_ENDPOINT_URL_LAMBDA'] = lambdaApi.url;
environment['CHAT_CALLBACK_URL'] = sockets.url;
const { functionError, payload } = await functions.invoke('migrate', {});
if (functionError !== undefined) throw new Error(`The migrations failed: ${payload}`);
const gateway = await startGateway({ routes, host: functions, port: 0, sockets });

process.on('message', (question: Question) => {
  if (question.what === 'renew') functions.reload(question.functionName);
  process.send?.({
    peakMebibytes: peakMebibytes(),
    heldMebibytes: process.memoryUsage.rss() / 2 ** 20,
    processorMilliseconds: processorMilliseconds(),
  });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: gateway.url });

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** `maxRSS` would do, but on Linux a new process begins with its parent's. */
function peakMebibytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1_024;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) / 1_024;
}
