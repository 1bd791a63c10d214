import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageName } from '../stages.ts';

/** A name that the whole account shares, of all stages in all regions. */
export const accountWideName = (scope: Construct, stageName: StageName, ...rest: string[]): string =>
  ['liftlog', stageName, Stack.of(scope).region, ...rest].join('-');

/** A construct's id of a function's name: `event/get-many` is `EventGetMany`. */
export const toId = (name: string): string =>
  name
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
