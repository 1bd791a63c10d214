import { parseArgs } from 'node:util';

/** The options of an adoption. */
export interface AdoptionOptions {
  /** Rows of the C# backend's tables. Follow secrets are as many as users, and shared items half as many. */
  readonly users: number;
  readonly events: number;
  readonly purchases: number;
  /** Writes of the C# backend that begin in a second. */
  readonly rate: number;
  /** Folder of the functions' bundles. */
  readonly bundles: string;
}

const defaults: AdoptionOptions = {
  users: 1_000_000,
  events: 5_000_000,
  purchases: 1_000_000,
  rate: 100,
  bundles: 'dist',
};

/** Reads `--users 1000 --events 10000 --purchases 1000 --rate 50 --bundles folder`. @throws Error that says what is wrong. */
export function readOptions(args: readonly string[]): AdoptionOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: { type: 'string' },
      events: { type: 'string' },
      purchases: { type: 'string' },
      rate: { type: 'string' },
      bundles: { type: 'string' },
    },
  });
  const number = (name: Exclude<keyof AdoptionOptions, 'bundles'>): number => {
    const value = Number(values[name] ?? defaults[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number, 1 or more.`);
    return value;
  };
  return {
    users: number('users'),
    events: number('events'),
    purchases: number('purchases'),
    rate: number('rate'),
    bundles: values.bundles ?? defaults.bundles,
  };
}
