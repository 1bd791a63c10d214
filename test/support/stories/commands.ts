import fc, { type AsyncCommand } from 'fast-check';
import { type Request, type StoryFault, storyFaults, type Teller, transientFaults } from './teller.ts';
import type { World } from './world.ts';

/** A step of a story: makes a call, checks its response against the world, and updates the world. */
export type Tell<Values> = (
  world: World,
  call: (...request: Request) => ReturnType<Teller['call']>,
  values: Values,
) => Promise<void>;

/** The same for a step that makes several calls, or a chat's. */
export type TellOnce<Values> = (
  world: World,
  { api, under }: { readonly api: Teller['api']; readonly under: Under },
  values: Values,
) => Promise<void>;

type Under = <Result>(task: () => Promise<Result>) => Promise<Result>;

export type Step = AsyncCommand<World, Teller>;

/** The number of calls in ten that have a fault. */
const FAULTS_IN_TEN = 3;

const oneOf = (possible: readonly StoryFault[]): fc.Arbitrary<StoryFault | null> =>
  fc.oneof(
    { weight: 10 - FAULTS_IN_TEN, arbitrary: fc.constant(null) },
    { weight: FAULTS_IN_TEN, arbitrary: fc.constantFrom(...possible) },
  );

/** Generates steps of a kind, each with its own values. */
export const steps = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  tell: Tell<Values>,
): fc.Arbitrary<Step> =>
  stepsUnder(name, values, oneOf(storyFaults), (world, teller, given, fault) =>
    tell(world, (...request) => teller.call(fault, ...request), given),
  );

/** Generates steps whose calls are not retried: they have only faults from which the API recovers by itself. */
export const unretriedSteps = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  tell: TellOnce<Values>,
): fc.Arbitrary<Step> =>
  stepsUnder(name, values, oneOf(transientFaults), (world, teller, given, fault) =>
    tell(world, { api: teller.api, under: (task) => teller.under(fault, task) }, given),
  );

const stepsUnder = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  faults: fc.Arbitrary<StoryFault | null>,
  run: (world: World, teller: Teller, given: Values, fault: StoryFault | null) => Promise<void>,
): fc.Arbitrary<Step> =>
  fc.tuple(values, faults).map(([given, fault]) => ({
    check: () => true,
    run: (world, teller) => run(world, teller, given, fault),
    toString: () => `${name}(${fc.stringify(given)})${fault === null ? '' : ` under ${fault.name}`}`,
  }));
