import { DIGEST_KEYS_ARN } from '../../../infra/local/secrets-manager.ts';
import { startSystem } from '../../../infra/local/system.ts';
import { config } from '../../../lib/config.ts';
import { hubs, routes } from '../../../lib/contract/index.ts';

// The stand-in without its databases, in a process of its own, forked by stand-in.ts:
// node server.ts <connection string of the user database> <that of the rate limit's>

const [userDataUrl = '', rateLimitUrl = ''] = process.argv.slice(2);
const failures: string[] = [];
const system = await startSystem({
  port: 0,
  routes,
  hubs,
  bundleDir: 'dist',
  settings: { DIGEST_KEYS_ARN, ...config },
  userDataUrl,
  rateLimitUrl,
  log: ({ line }) => {
    if (!line.includes('"level":"INFO"')) failures.push(line);
  },
});

/** Records nothing: the records of a test system would be most of the memory, and are no part of the API. */
process.on('message', () => {
  system.dataApi.calls.clear();
  process.send?.({ bytes: process.memoryUsage.rss(), failures: failures.splice(0) });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: system.url });
