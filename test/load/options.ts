import { parseArgs } from 'node:util';

/** What a load is made of. */
export interface LoadOptions {
  /** Seconds that the load lasts. */
  readonly seconds: number;
  /** Requests that begin in a second, however long those before them take. */
  readonly rate: number;
  /** Users and events in the database before it begins. */
  readonly users: number;
  readonly events: number;
  /** Folder of the results. */
  readonly out: string;
}

const defaults: LoadOptions = {
  seconds: 600,
  rate: 20,
  users: 100_000,
  events: 1_000_000,
  out: 'load-results',
};

/** Reads `--seconds 90 --rate 40 --users 1000 --events 10000 --out folder`. @throws Error that says what is wrong. */
export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string' },
      rate: { type: 'string' },
      users: { type: 'string' },
      events: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const number = (name: 'seconds' | 'rate' | 'users' | 'events'): number => {
    const given = values[name];
    if (given === undefined) return defaults[name];
    const value = Number(given);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
    return value;
  };
  return {
    seconds: number('seconds'),
    rate: number('rate'),
    users: number('users'),
    events: number('events'),
    out: values.out ?? defaults.out,
  };
}
