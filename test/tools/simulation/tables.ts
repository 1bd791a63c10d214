import { databaseDemand } from '../../../infra/capacity/database.ts';
import { demandOf } from '../../../infra/capacity/demand.ts';
import { MAX_CAPACITY, quotas, SAFE_SHARE } from '../../../infra/capacity/quotas.ts';
import { fewestCells, refusedIn, replay, type Use, usesOf } from './cells.ts';
import { limitsFor } from './limits.ts';
import { type Peak, replayPeak } from './peak.ts';

const SEED = 20_260_101;
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
/** Runs at a time that a new account may have. */
const NEW_ACCOUNT = 10;

/** All users of one account, which has AWS's defaults. */
export function daysTable(): string {
  const rows = SIZES.map((users) => {
    const replayed = replay(users, SEED);
    const { calls, peak, busiestSecond, refused } = replayed;
    const limits = limitsFor(users);
    const released = replayPeak(users, limits, SEED, true);
    const asNew = replayPeak(users, { ...limits, concurrency: NEW_ACCOUNT }, SEED);
    const [fullest] = usesOf(replayed);
    const cells = fewestCells(users, SEED);
    return [
      whole(users),
      whole(calls),
      whole(busiestSecond),
      whole(peak.mostRunning),
      `${whole(peak.median)} ms, ${whole(peak.p99)} ms`,
      percent(refusedShare(asNew)),
      whole(refusedIn(released)),
      whole(refused),
      useText(fullest),
      `${cells.count}: ${percent(cells.fullest.share)}`,
    ];
  });
  return table(
    [
      'users',
      'calls in the day',
      'requests in a second',
      'functions at a time',
      'a call: median, p99',
      'refused in a new account',
      'after a release',
      'refused',
      'the fullest quota',
      'cells, and the fullest quota of one',
    ],
    rows,
  );
}

/** The number of users that each quota is enough for. */
export function quotasTable(): string {
  const capacity = {
    name: 'ACUs of a cluster',
    default: MAX_CAPACITY,
    of: (users: number) => {
      const { forMemory, forPeak } = databaseDemand(users, demandOf(users));
      return Math.max(forMemory, forPeak);
    },
  };
  const asked = quotas.map((quota) => ({
    name: quota.name,
    default: quota.default,
    of: (users: number) => quota.demand(demandOf(users)),
  }));
  const rows = [...asked, capacity].map(({ name, default: most, of }) => [
    name,
    whole(most),
    millions(usersAt(most * SAFE_SHARE, of)),
    millions(usersAt(most, of)),
  ]);
  return table(['quota', 'at first', 'half used by', 'used up by'], rows);
}

/** The users that ask for so much. */
function usersAt(most: number, of: (users: number) => number): number {
  let [enough, tooMany] = [0, 1e10];
  while (tooMany - enough > enough / 1_000 + 1) {
    const middle = (enough + tooMany) / 2;
    if (of(middle) <= most) enough = middle;
    else tooMany = middle;
  }
  return enough;
}

const refusedShare = (peak: Peak): number => refusedIn(peak) / Math.max(peak.calls, 1);

const useText = (use: Use | undefined): string =>
  use === undefined ? '' : `${use.name}, ${percent(use.share)}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const millions = (users: number): string => `${Number((users / 1e6).toPrecision(2))} million`;
