import { memoryMegabytes } from '../../lib/contract/function.ts';
import { functions } from '../../lib/contract/functions.ts';
import { mostOf, type Rate, rateOf } from './day.ts';
import { DATA_API_CALL, type Measured, type MonthlyCall, monthlyCalls, planner } from './usage.ts';

/** A function under load. */
interface FunctionDemand {
  readonly name: string;
  readonly rate: Rate;
  /** That a run lasts. */
  readonly seconds: number;
  /** Runs at a time that it needs in the busiest minute. */
  readonly concurrency: number;
}

/** The load of so many users. Numbers that are no rates are of the busiest second. */
export interface Demand {
  readonly functions: readonly FunctionDemand[];
  /** Of the REST API. */
  readonly calls: Rate;
  /** All that API Gateway counts: calls, messages of sockets, and messages posted to them. */
  readonly gatewayRequests: number;
  readonly newSockets: number;
  readonly concurrency: number;
  readonly dataApiCalls: Rate;
  /** Seconds of the database's processor in a second. */
  readonly databaseProcessors: Rate;
}

/** Lambda takes so many calls a second for each run at a time that there may be. Source: "Lambda quotas". */
const CALLS_PER_CONCURRENCY = 10;

export function demandOf(users: number): Demand {
  const month = monthOf(users);
  const calls = rateOf(sum(monthlyCalls, ({ times }) => times) * users + month.plans + month.chats);
  const behind = [
    ...monthlyCalls.map((call) => demandOn(call.function, call.times * users, secondsOf(call))),
    demandOn('ai/workout', month.plans, planner.secondsAPlan),
    demandOn('chat/negotiate', month.chats, 0.02),
    demandOn('chat/connect', month.chats, 0.3),
    demandOn('chat/message', month.answers, 0.1),
    demandOn('chat/disconnect', month.chats, 0.03),
    demandOn('chat/answer', month.answers, planner.secondsAnAnswer, 'asynchronous'),
  ];
  const posts = month.answers * planner.secondsAnAnswer * planner.postsASecond;
  const dataApiCalls =
    sum(monthlyCalls, ({ times, measured }) => times * measured.dataApiCalls) * users +
    month.answers * (planner.dataApiCallsAnAnswer + planner.secondsAnAnswer * planner.dataApiCallsASecond);
  const databaseSeconds =
    (sum(monthlyCalls, ({ times, measured }) => times * measured.database) * users) / 1_000;
  return {
    functions: behind,
    calls,
    gatewayRequests: mostOf(calls.peak) + mostOf(rateOf(month.answers + posts).peak),
    newSockets: mostOf(rateOf(month.chats).peak),
    concurrency: sum(behind, ({ concurrency }) => concurrency),
    dataApiCalls: rateOf(dataApiCalls),
    databaseProcessors: rateOf(databaseSeconds),
  };
}

/** The plans, chats and answers of those who pay, in a month. */
function monthOf(users: number) {
  const paying = users * planner.payingShare;
  const chats = paying * planner.chats;
  return { plans: paying * planner.plans, chats, answers: chats * planner.answers };
}

/** MiB of a function's memory. */
export const memoryOf = (name: string): number =>
  memoryMegabytes[functions.find((each) => each.name === name)?.processor ?? 'shared'];

/** A function lasts as long as its Data API calls and its processor's time, of which memory gives it a share. */
export function secondsOn(memory: number, { dataApiCalls, processor }: Measured): number {
  return (dataApiCalls * DATA_API_CALL + processor * (memoryMegabytes.full / memory)) / 1_000;
}

export const secondsOf = (call: MonthlyCall): number => secondsOn(memoryOf(call.function), call.measured);

function demandOn(
  name: string,
  timesAMonth: number,
  seconds: number,
  invocation: 'synchronous' | 'asynchronous' = 'synchronous',
): FunctionDemand {
  const rate = rateOf(timesAMonth);
  const atATime = mostOf(rate.peak * seconds);
  const forRate = invocation === 'synchronous' ? mostOf(rate.peak) / CALLS_PER_CONCURRENCY : 0;
  return { name, rate, seconds, concurrency: Math.ceil(Math.max(atATime, forRate)) };
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
