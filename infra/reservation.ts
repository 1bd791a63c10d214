import type { LambdaFunction } from '../lib/contract/function.ts';
import type { Options } from './options.ts';

/** The most runs at a time that a function may have, which no other function can then have; undefined, no bound. */
export function reservation(declaration: LambdaFunction, options: Options): number | undefined {
  const { name, concurrency } = declaration;
  const { stage, reservesConcurrency } = options;
  if (concurrency === 'unreserved' || !reservesConcurrency) return undefined;
  const bound = stage.reserved?.[name] ?? stage.concurrency?.[concurrency];
  // Lambda keeps no more of a function warm than it may run.
  return bound === undefined ? undefined : Math.max(bound, provision(declaration, options) ?? 0);
}

/** Environments of a function that are kept warm, and are not there for others either; undefined, none. */
export const provision = ({ name }: LambdaFunction, { stage, reservesConcurrency }: Options) =>
  reservesConcurrency ? stage.provisioned?.[name] : undefined;
