import { config } from '../../lib/config.ts';
import { getDocs } from '../../lib/contract/documents.ts';
import { functionsOn, hubs } from '../../lib/contract/index.ts';
import { currentContract, watchBundles } from './bundles.ts';
import { readLocalConfig } from './config.ts';
import { functionLine, requestLine, socketLine } from './console.ts';
import { openDatabases } from './databases.ts';
import { expectFree } from './listen.ts';
import { openPlanner } from './planner.ts';
import { onSignal } from './process.ts';
import { startSchedules } from './schedules.ts';
import { DIGEST_KEYS_ARN } from './secrets-manager.ts';
import { startSystem } from './system.ts';

interface Part {
  stop(): Promise<void>;
}

/** `npm run dev`: runs the whole API on this machine until Ctrl-C. */
export async function dev(): Promise<void> {
  const settings = readLocalConfig();
  const running: Part[] = [];
  const keep = <P extends Part>(part: P): P => {
    running.unshift(part);
    return part;
  };
  const stop = async () => {
    for (const part of running.splice(0)) await part.stop();
  };
  onSignal(stop);
  try {
    await expectFree(
      { port: settings.PORT, setting: 'PORT' },
      { port: settings.DATA_API_PORT, setting: 'DATA_API_PORT' },
    );
    const [databases, planner, bundles] = await Promise.all([
      openDatabases(settings).then(keep),
      openPlanner().then(keep),
      watchBundles().then(keep),
    ]);
    const system = keep(
      await startSystem({
        port: settings.PORT,
        ...(await currentContract()),
        hubs,
        bundleDir: 'dist',
        settings: { DIGEST_KEYS_ARN, ...config },
        planner: planner.settings,
        userDataUrl: databases.userDataUrl,
        rateLimitUrl: databases.rateLimitUrl,
        dataApi: { port: settings.DATA_API_PORT },
        onRequest: (record) => console.log(requestLine(record)),
        onSocket: (record) => console.log(socketLine(record)),
        log: (entry) => {
          const line = functionLine(entry);
          if (line !== undefined) console.log(line);
        },
      }),
    );
    keep(startSchedules(functionsOn('schedule'), system.functions));
    bundles.onRebuilt(async () => {
      system.reload(await currentContract());
      console.log('The functions have changed; the next calls use them.');
    });
    console.log(`API       ${system.url}`);
    console.log(`Docs      ${system.url}${getDocs.path}`);
    for (const { path } of hubs) console.log(`Chat      ${system.url.replace('http', 'ws')}${path}`);
    console.log(`Data API  ${system.dataApi.url}`);
    console.log(`Database  ${databases.description}\n${planner.description}`);
  } catch (error) {
    await stop();
    throw error;
  }
}
