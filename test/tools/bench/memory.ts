import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { type BenchDatabases, createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { BEGINNING, poll } from './request.ts';
import { Seed } from './seed.ts';

const MB = 1_000_000;
const MAX_RATIO = 1.3;
const PAYLOAD_BYTES = 5 * 1_024;
/** Bytes of such an event in a response: base64 and the JSON around it. */
const EVENT_BYTES = 7_100;
/** Responses of 1 MB before the one measured. */
const A_FEW = 3;
const MANY = 60;

/** Peak memory of gateway and functions for a response of 100 MB, against one of 1 MB. */
export async function measureMemory(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'memory');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const [small = '', large = ''] = await seed.users(2);
  await seed.events([small], Math.floor(MB / EVENT_BYTES), PAYLOAD_BYTES);
  await seed.events([large], Math.floor((100 * MB) / EVENT_BYTES), PAYLOAD_BYTES);
  await seed.finish();

  const compare = async (title: string, warmUps: number, bound?: number) => {
    const ofSmall = await peakOf(databases, { user: small, warmUpUser: small, warmUps });
    const ofLarge = await peakOf(databases, { user: large, warmUpUser: small, warmUps });
    return {
      process: title,
      'small response': figure(ofSmall.bytes / MB, 'MB'),
      'its peak': figure(ofSmall.peak, 'MiB'),
      'large response': figure(ofLarge.bytes / MB, 'MB'),
      'peak of it': figure(ofLarge.peak, 'MiB'),
      ratio: figure(ofLarge.peak / ofSmall.peak, '×', bound),
    };
  };
  return {
    title: 'Memory',
    about:
      'Peak memory of gateway and function for one POST /v2/events, each in a new process. A fresh one has not\n' +
      'collected any garbage yet, so what it holds follows what it has ever served; in service, it is the response.',
    rows: [
      await compare(`in service (after ${MANY} responses of 1 MB)`, MANY, MAX_RATIO),
      await compare(`fresh (after ${A_FEW} responses of 1 MB)`, A_FEW),
    ],
  };
}

interface Case {
  readonly user: string;
  readonly warmUpUser: string;
  readonly warmUps: number;
}

async function peakOf(
  databases: BenchDatabases,
  { user, warmUpUser, warmUps }: Case,
): Promise<{ bytes: number; peak: number }> {
  const api = await startBenchApi(databases);
  try {
    for (let round = 0; round < warmUps; round += 1) await readAway(api.url, warmUpUser);
    const bytes = await readAway(api.url, user);
    return { bytes, peak: await api.peakMemory() };
  } finally {
    await api.stop();
  }
}

/** Reads a response and keeps nothing of it. @returns its bytes. */
async function readAway(url: string, userId: string): Promise<number> {
  const { method, path, body } = poll([{ userId, since: BEGINNING }]);
  const response = await fetch(`${url}${path}`, { method, body: JSON.stringify(body) });
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.length;
  return bytes;
}
