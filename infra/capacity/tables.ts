import { type Costs, costsOf } from './costs.ts';
import { meanCapacity } from './database.ts';
import { demandOf } from './demand.ts';
import { planFor } from './plan.ts';
import { userMonth } from './user-month.ts';

/** The numbers of users that the costs are told for. */
const SIZES = [1_000, 100_000, 10_000_000];

/** Of prod's cluster. */
const PAUSES_AFTER_MINUTES = 30;

/** A user's month, in the words of infra/README.md. */
export const monthInWords = (): string =>
  `${whole(userMonth.calls)} calls (${whole(userMonth.startCalls)} of them at the starts), ${whole(userMonth.dataApiCalls)} Data API calls, ${digits(userMonth.responseBytes / 1e6)} MB of responses and ${digits(userMonth.gigabyteSeconds)} GB-seconds of Lambda`;

/** The costs in Markdown, as they stand in infra/README.md. */
export function costsTable(): string {
  const months = SIZES.map((users) => costsOf(users, PAUSES_AFTER_MINUTES));
  const capacities = SIZES.map((users) => {
    const { minimumCapacity } = planFor(users, PAUSES_AFTER_MINUTES).database;
    return digits(meanCapacity(demandOf(users), minimumCapacity));
  });
  const calls = whole(userMonth.calls);
  const cents = (size: number) => (((months[size]?.total ?? 0) / (SIZES[size] ?? 1)) * 100).toFixed(2);
  const row = (name: string, part: keyof Costs, how: string, mark = '') =>
    `| ${mark}${name}${mark} | ${months.map((costs) => `${mark}${dollars(costs[part])}${mark}`).join(' | ')} | ${how} |`;
  return [
    `| | ${SIZES.map((users) => count(users)).join(' | ')} | per user and month |`,
    `| --- | ${SIZES.map(() => '---:').join(' | ')} | --- |`,
    row('Aurora, capacity', 'capacity', `ACU × 730 h × $0.12; here ${listed(capacities)}, in the mean`),
    row('Aurora, storage and I/O', 'storage', '80 KB × $0.10 a GB + 4.5 I/Os a call × $0.20 a million'),
    row(
      'Lambda',
      'lambda',
      `${digits(userMonth.gigabyteSeconds)} GB-s × $0.0000133 + ${calls} × $0.20 a million`,
    ),
    row(
      'Lambda, if every password were hashed',
      'lambdaHashed',
      `*${digits(userMonth.gigabyteSecondsHashed)} GB-s × $0.0000133 + ${calls} × $0.20 a million*`,
      '*',
    ),
    row('API Gateway', 'gateway', `${calls} × $3.50 a million, less above 333 million`),
    row(
      'CloudFront',
      'edge',
      `${calls} × $1 a million + ${digits(userMonth.responseBytes / 1e6)} MB × $0.085 a GB, less above 10 TB`,
    ),
    row(
      'Data API',
      'dataApi',
      `${whole(userMonth.dataApiUnits)} × $0.35 a million, $0.20 above a billion; each 32 KB of result count as a call`,
    ),
    row('Logs and X-Ray', 'logs', `${calls} × 1.2 KB × $0.50 a GB + one trace in 20 × $5 a million`),
    row('Alarms, secrets, key', 'fixed', ''),
    row('total', 'total', `${cents(1)} cents each, then ${cents(2)}`, '**'),
  ].join('\n');
}

const count = (users: number): string =>
  users >= 1e6 ? `${users / 1e6} million users` : `${users.toLocaleString('en')} users`;

/** To three digits, which is more than the assumptions allow. */
const dollars = (value: number): string =>
  (value < 100 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en');

const digits = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en');
const whole = (value: number): string => Math.round(value).toLocaleString('en');

const listed = (texts: readonly string[]): string => `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
