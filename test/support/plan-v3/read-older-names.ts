import { isDeepStrictEqual } from 'node:util';
import type { RuleSeen } from './read-rule.ts';
import { count, decimal, dropped, fields, list, oneOf, range, truth } from './reading.ts';

interface Newer {
  readonly sets: readonly { min: number; max: number }[];
  readonly rules: readonly RuleSeen[];
  readonly resistance: string;
}

/** Reads the properties that apps before 4.21 read. @throws Error when they differ from the newer ones. */
export function readOlderNames(given: Readonly<Record<string, unknown>>, newer: Newer): void {
  if (truth(given['usesBodyweight']) !== (newer.resistance === 'bodyweight')) {
    dropped('usesBodyweight says something else.');
  }
  const reps = readReps(given['repsConfig'], newer.sets.length);
  if (!isDeepStrictEqual(reps, newer.sets)) dropped('repsConfig says something else.');
  const load = newer.rules.find(({ axis }) => axis === 'load');
  const expected = load === undefined ? undefined : { amount: load.step, pick: load.pick };
  if (!isDeepStrictEqual(readOverload(given['progressiveOverload']), expected)) {
    dropped('progressiveOverload says something else.');
  }
}

function readReps(value: unknown, sets: number) {
  const alike = (reps: { min: number; max: number }) => Array.from({ length: sets }, () => reps);
  const { type, ...config } = fields(value, ['type'], ['reps', 'min', 'max', 'targets']);
  switch (oneOf(type, 'fixed', 'range', 'perSet')) {
    case 'fixed': {
      const reps = count(fields(config, ['reps'])['reps']);
      return alike({ min: reps, max: reps });
    }
    case 'range':
      return alike(range(config));
    case 'perSet':
      return list(fields(config, ['targets'])['targets']).map(range);
  }
}

function readOverload(value: unknown) {
  const { type, ...config } = fields(value, ['type'], ['amount', 'increaseStrategy']);
  switch (
    oneOf(
      type,
      'NoProgressiveOverload',
      'IncreaseAllEvenlyProgressiveOverload',
      'IncreaseLowestSetProgressiveOverload',
    )
  ) {
    case 'NoProgressiveOverload':
      return fields(config, []) && undefined;
    case 'IncreaseAllEvenlyProgressiveOverload':
      return { amount: decimal(fields(config, ['amount'])['amount']), pick: undefined };
    case 'IncreaseLowestSetProgressiveOverload': {
      const { amount, increaseStrategy } = fields(config, ['amount', 'increaseStrategy']);
      return {
        amount: decimal(amount),
        pick: oneOf(increaseStrategy, 'first', 'middle', 'last', 'all'),
      };
    }
  }
}
