import { randomUUID } from 'node:crypto';
import { verifyPassword } from '../../lib/auth/password.ts';
import { makeDigest } from '../../lib/auth/password-digest.ts';
import { hashPassword } from '../../lib/auth/password-hash.ts';
import type { OwnPostgres } from '../support/own-system.ts';
import { type BenchApi, startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { load } from './load.ts';
import { figure, type Table } from './report.ts';
import { DIGEST_KEY, PASSWORD, Seed } from './seed.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 15;
const WARM_UP_ROUNDS = 3;
const CLIENTS = 16;
const MAX_PERCENT_OF_CALL = 20;
const MAX_PERCENT_OF_CHECK = 1;
const MAX_PERCENT_OF_REFUSALS = 5;
/** For the memory of passwords that were right a moment ago, which serves where there is no key. */
const MAX_PERCENT_RIGHT_AFTER = 5;

const FUNCTION = 'follow-secret/put';

/** Calls with a password: by the digest that a key makes, against the hash, which without a key is all there is. */
export async function measurePasswords(postgres: OwnPostgres): Promise<Table[]> {
  const databases = await createDatabases(postgres, 'password');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const [user = ''] = await seed.users(1_000);
  await seed.finish();
  const digests = await startBenchApi(databases);
  const hashes = await startBenchApi(databases, {}, { hasDigestKeys: false });
  try {
    const right = await measureRight(digests, hashes, user);
    const check = await measureCheck();
    return [
      {
        title: 'Password calls',
        about:
          `PUT /v2/follow-secret with the right password; medians of ${ROUNDS}, taken in turn. Fresh: the first password\n` +
          'in a container that has started. Without a key, a password that was right is remembered for a while.',
        rows: [...right, check],
      },
      await measureRefusals(digests, hashes, user),
    ];
  } finally {
    await Promise.all([digests.stop(), hashes.stop()]);
  }
}

const send = async ({ url }: BenchApi, userId: string, password: string) => {
  const body = JSON.stringify({ userId, password, followSecret: randomUUID() });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v2/follow-secret`, { method: 'PUT', headers, body });
  await response.arrayBuffer();
  return response.status;
};

const expecting = (status: number, answer: Promise<number>) =>
  answer.then((got) => {
    if (got !== status) throw new Error(`A password call answered ${got} instead of ${status}.`);
  });

async function measureRight(digests: BenchApi, hashes: BenchApi, user: string) {
  const call = (api: BenchApi) => timed(() => expecting(200, send(api, user, PASSWORD)));
  const fresh = async (api: BenchApi) => {
    await api.renew(FUNCTION);
    // Starts the container, and gets no further than the schema.
    await expecting(400, send(api, user, ''));
    return call(api);
  };
  const times = {
    digest: [] as number[],
    hash: [] as number[],
    digestAfter: [] as number[],
    hashAfter: [] as number[],
  };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const taken = {
      digest: await fresh(digests),
      hash: await fresh(hashes),
      digestAfter: await call(digests),
      hashAfter: await call(hashes),
    };
    if (round < 0) continue;
    times.digest.push(taken.digest);
    times.hash.push(taken.hash);
    times.digestAfter.push(taken.digestAfter);
    times.hashAfter.push(taken.hashAfter);
  }
  const [digest, hash] = [median(times.digest), median(times.hash)];
  const [digestAfter, hashAfter] = [median(times.digestAfter), median(times.hashAfter)];
  return [
    row('in a fresh container', digest, hash, MAX_PERCENT_OF_CALL),
    row('right after', digestAfter, hashAfter),
    {
      call: 'right after, without a key',
      'by the hash': figure(hashAfter, 'ms'),
      'of fresh': figure((hashAfter / hash) * 100, '%', MAX_PERCENT_RIGHT_AFTER),
    },
  ];
}

/** The check alone, of a wrong password, which nothing remembers. */
async function measureCheck() {
  const hash = await hashPassword(PASSWORD);
  const passwordDigest = makeDigest(PASSWORD, hash, DIGEST_KEY) ?? null;
  const check = (digest: string | null) =>
    timed(() => verifyPassword(randomUUID(), { ...hash, passwordDigest: digest }, [DIGEST_KEY]));
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push(await check(passwordDigest));
    times[1].push(await check(null));
  }
  return row('the check itself', median(times[0]), median(times[1]), MAX_PERCENT_OF_CHECK);
}

async function measureRefusals(digests: BenchApi, hashes: BenchApi, user: string): Promise<Table> {
  const refusals = (api: BenchApi, requests: number) =>
    load(CLIENTS, () => expecting(401, send(api, user, randomUUID())), requests);
  const byHash = await refusals(hashes, 4 * CLIENTS);
  const byDigest = await refusals(digests, 100 * CLIENTS);
  return {
    title: 'A flood of wrong passwords',
    about: `PUT /v2/follow-secret by ${CLIENTS} clients, one request after the other each; what is refused a second.`,
    rows: [
      {
        refused: '401',
        'by the digest': figure(byDigest.throughput, ''),
        'by the hash': figure(byHash.throughput, ''),
        'hash of digest': figure(
          (byHash.throughput / byDigest.throughput) * 100,
          '%',
          MAX_PERCENT_OF_REFUSALS,
        ),
        times: figure(byDigest.throughput / byHash.throughput, '×'),
      },
    ],
  };
}

const row = (call: string, digest: number, hash: number, bound?: number) => ({
  call,
  'by the digest': figure(digest, 'ms'),
  'by the hash': figure(hash, 'ms'),
  'digest of hash': figure((digest / hash) * 100, '%', bound),
});
