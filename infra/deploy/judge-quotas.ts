import { functions } from '../../lib/contract/functions.ts';
import { planFor, UNRESERVED } from '../capacity/plan.ts';
import { CONCURRENCY, type QuotaNeed } from '../capacity/quotas.ts';
import type { Options } from '../options.ts';
import { provision, reservation } from '../reservation.ts';
import { stackName } from '../stack-names.ts';
import type { Account } from './account.ts';

/** The concurrency that is reserved or kept warm. */
const sumOfReservations = (options: Options) =>
  functions.reduce((sum, each) => sum + (reservation(each, options) ?? provision(each, options) ?? 0), 0);

/** A reservation that the account has no room for ends a deployment. */
export function judgeReservations(options: Options, { stacks, concurrency }: Account): string[] {
  const sum = sumOfReservations(options);
  // What a deployed stage has reserved already is its own.
  const free = stacks.has(stackName(options.stageName, 'api')) ? concurrency.limit : concurrency.unreserved;
  if (sum === 0 || free - sum >= UNRESERVED) return [];
  const needed = Math.max(CONCURRENCY.default, sum + UNRESERVED);
  return [
    `reserveConcurrency takes ${sum} concurrent executions and must leave ${UNRESERVED}, and this account has ${free}: ask for ${needed} in Service Quotas (Lambda, "${CONCURRENCY.name}"), or leave it out until you have them.`,
  ];
}

/** No quota makes a cluster larger than Aurora makes them. */
export function judgeCells({ users, stage }: Options): string[] {
  if (users === undefined) return [];
  const { cells } = planFor(users, stage.database.pausesAfterMinutes);
  if (cells <= 1) return [];
  return [
    `${users} users are more than one cluster holds: give each of ${cells} accounts its share of them, as infra/cells.md says.`,
  ];
}

/** Quotas that AWS has to raise. It takes some days, and ends no deployment. */
export function adviseQuotas(options: Options, account: Account): string[] {
  const { users, stage } = options;
  if (users === undefined) return adviseConcurrency(options, account);
  const { quotas } = planFor(users, stage.database.pausesAfterMinutes);
  return quotas.flatMap((need) => adviceOn(need, users, account));
}

function adviceOn({ quota, needed }: QuotaNeed, users: number, account: Account): string[] {
  const has =
    quota === CONCURRENCY ? account.concurrency.limit : (account.quotas.get(quota.code) ?? quota.default);
  if (has >= needed) return [];
  return [
    `${users} users need ${needed} of "${quota.name}", and this account has ${has}: aws service-quotas request-service-quota-increase --service-code ${quota.service} --quota-code ${quota.code} --desired-value ${needed}`,
  ];
}

function adviseConcurrency(options: Options, { concurrency }: Account): string[] {
  if (options.reservesConcurrency) return [];
  if (concurrency.limit < CONCURRENCY.default) {
    return [
      `This account runs ${concurrency.limit} functions at a time, and turns further calls away: ask for ${CONCURRENCY.default} in Service Quotas (Lambda, "${CONCURRENCY.name}").`,
    ];
  }
  if (sumOfReservations({ ...options, reservesConcurrency: true }) === 0) return [];
  return [
    `There is room to bound what costs much a call: "reserveConcurrency": true in cdk.json, below stages.${options.stageName}.`,
  ];
}
