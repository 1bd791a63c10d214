import { randomUUID } from 'node:crypto';
import { verifyPassword } from '../../../lib/auth/password.ts';
import { makeDigest } from '../../../lib/auth/password-digest.ts';
import { hashPassword } from '../../../lib/auth/password-hash.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
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

/** Calls with a password: checked by the keyed digest, against those checked by the hash. */
export async function measurePasswords(postgres: OwnPostgres): Promise<Table[]> {
  const databases = await createDatabases(postgres, 'password');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const [user = ''] = await seed.users(1_000);
  await seed.finish();
  const digests = await startBenchApi(databases);
  const hashes = await startBenchApi(databases, {}, { hasDigestKeys: false });
  try {
    const polls = await measureRight(digests, hashes, user, poll);
    const writes = await measureRight(digests, hashes, user, write);
    const check = await measureCheck();
    return [
      {
        title: 'Password calls',
        about:
          `With the right password; medians of ${ROUNDS}, taken in turn. Fresh: the first in a container that has started.\n` +
          'Again: the second, which without a key is known from the first.',
        rows: [...polls, ...writes, check],
      },
      await measureRefusals(digests, hashes, user),
    ];
  } finally {
    await Promise.all([digests.stop(), hashes.stop()]);
  }
}

interface PasswordCall {
  readonly functionName: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
}

const poll: PasswordCall = { functionName: 'inbox/get', method: 'POST', path: '/v2/inbox' };
const write: PasswordCall = { functionName: 'follow-secret/put', method: 'PUT', path: '/v2/follow-secret' };

async function send({ url }: BenchApi, { method, path }: PasswordCall, userId: string, password: string) {
  const body = JSON.stringify({ userId, password, followSecret: randomUUID() });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method, headers, body });
  await response.arrayBuffer();
  return response.status;
}

async function expecting(status: number, response: Promise<number>): Promise<void> {
  const got = await response;
  if (got !== status) throw new Error(`A password call returned ${got} instead of ${status}.`);
}

async function measureRight(digests: BenchApi, hashes: BenchApi, user: string, call: PasswordCall) {
  const again = (api: BenchApi) => timed(() => expecting(200, send(api, call, user, PASSWORD)));
  const fresh = async (api: BenchApi) => {
    await api.renew(call.functionName);
    // Starts the container: the request is refused by its schema.
    await expecting(400, send(api, call, user, ''));
    return again(api);
  };
  const samples: [digest: number, hash: number, digestAgain: number, hashAgain: number][] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const sample: (typeof samples)[number] = [
      await fresh(digests),
      await fresh(hashes),
      await again(digests),
      await again(hashes),
    ];
    if (round >= 0) samples.push(sample);
  }
  const medianOf = (index: 0 | 1 | 2 | 3) => median(samples.map((sample) => sample[index]));
  const name = `${call.method} ${call.path}`;
  return [
    row(`${name}, fresh`, medianOf(0), medianOf(1), MAX_PERCENT_OF_CALL),
    row(`${name}, again`, medianOf(2), medianOf(3)),
  ];
}

/** The check by itself, of a wrong password, which is never cached. */
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
    load(CLIENTS, () => expecting(401, send(api, write, user, randomUUID())), requests);
  const byHash = await refusals(hashes, 4 * CLIENTS);
  // The digest's check is at its fastest once it is compiled. A hash is native code.
  await refusals(digests, 50 * CLIENTS);
  const byDigest = await refusals(digests, 150 * CLIENTS);
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
