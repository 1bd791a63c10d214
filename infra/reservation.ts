import type { LambdaFunction } from '../lib/contract/function.ts';
import type { Options } from './options.ts';

/** The most runs at a time that a function may have, which no other function can then have; undefined, no bound. */
export function reservation(
  { name, concurrency }: LambdaFunction,
  { stage, reservesConcurrency }: Options,
): number | undefined {
  if (concurrency === 'unreserved' || !reservesConcurrency) return undefined;
  return stage.reserved?.[name] ?? stage.concurrency?.[concurrency];
}

/** Environments of a function that are kept warm; undefined, none. */
export const provision = ({ name }: LambdaFunction, { stage }: Options): number | undefined =>
  stage.provisioned?.[name];
