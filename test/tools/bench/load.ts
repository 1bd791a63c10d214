import { Bench } from 'tinybench';
import { figure } from './report.ts';

/** The results of concurrent clients that each send one request after another. */
export interface Load {
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** Requests a second. */
  readonly throughput: number;
}

const MILLISECONDS = 1_000;
const REQUESTS = 3_000;

/** @param requests to send at least, however long they take. */
export async function load(
  clients: number,
  request: () => Promise<unknown>,
  requests = REQUESTS,
): Promise<Load> {
  const bench = new Bench({
    concurrency: 'task',
    threshold: clients,
    time: MILLISECONDS,
    iterations: requests,
    warmupTime: 100,
    warmupIterations: Math.min(4 * clients, requests),
    throws: true,
  });
  bench.add('request', request, { async: true });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed')
    throw new Error(`The load was not completed: ${task?.result.state}.`);
  const { p50, p99, mean } = task.result.latency;
  return { median: p50, p99, throughput: (clients / mean) * 1_000 };
}

/**
 * The columns of a row: a load, and its ratio to another one.
 *
 * @param other what names the other's columns.
 */
export const nextTo = (other: string, ours: Load, straight: Load | undefined) => ({
  median: figure(ours.median, 'ms'),
  p99: figure(ours.p99, 'ms'),
  'a second': figure(ours.throughput, ''),
  ...(straight && {
    [`${other} median`]: figure(straight.median, 'ms'),
    [`${other} p99`]: figure(straight.p99, 'ms'),
    [`${other} a second`]: figure(straight.throughput, ''),
    'median ratio': figure(ours.median / straight.median, '×'),
    'p99 ratio': figure(ours.p99 / straight.p99, '×'),
    'throughput ratio': figure(ours.throughput / straight.throughput, '×'),
  }),
});
