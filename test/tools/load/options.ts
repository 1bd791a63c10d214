import { parseArgs } from 'node:util';
import { RUN_IN } from './people.ts';

/** The options of a load. */
export interface LoadOptions {
  /** Seconds that the load lasts. */
  readonly seconds: number;
  /** Seconds of the same load before those that count. */
  readonly runIn: number;
  /** Requests that begin in a second, however long those before them take. */
  readonly rate: number;
  /** Users and events in the database before it begins. */
  readonly users: number;
  readonly events: number;
  /** Percent of the clients that read slowly or hang up. */
  readonly difficult: number;
  /** Folder of the results. */
  readonly out: string;
}

const defaults: LoadOptions = {
  seconds: 600,
  runIn: RUN_IN,
  rate: 20,
  users: 100_000,
  events: 1_000_000,
  difficult: 5,
  out: 'load-results',
};

/**
 * Reads `--seconds 90 --run-in 10 --rate 40 --users 1000 --events 10000 --difficult 5 --out folder`.
 *
 * @throws Error that says what is wrong.
 */
export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string' },
      'run-in': { type: 'string' },
      rate: { type: 'string' },
      users: { type: 'string' },
      events: { type: 'string' },
      difficult: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const number = (name: Exclude<keyof typeof values, 'out'>, byDefault: number, least = 1): number => {
    const given = values[name];
    if (given === undefined) return byDefault;
    const value = Number(given);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} takes a whole number, ${least} or more.`);
    return value;
  };
  return {
    seconds: number('seconds', defaults.seconds),
    runIn: number('run-in', defaults.runIn, 0),
    rate: number('rate', defaults.rate),
    users: number('users', defaults.users),
    events: number('events', defaults.events),
    difficult: number('difficult', defaults.difficult, 0),
    out: values.out ?? defaults.out,
  };
}
