import fc, { type AsyncCommand } from 'fast-check';
import { type Mishap, mendedMishaps, mishaps, type Request, type Teller } from './teller.ts';
import type { World } from './world.ts';

/** A step of a story: makes a call, holds its answer against the world, and changes the world accordingly. */
export type Tell<Values> = (
  world: World,
  call: (...request: Request) => ReturnType<Teller['call']>,
  values: Values,
) => Promise<void>;

/** The same of a step that is told in a chat. */
export type TellInChat<Values> = (
  world: World,
  { api, under }: { readonly api: Teller['api']; readonly under: Under },
  values: Values,
) => Promise<void>;

type Under = <Result>(work: () => Promise<Result>) => Promise<Result>;

export type Step = AsyncCommand<World, Teller>;

/** How many of ten calls something befalls. */
const MISHAPS_OF_TEN = 3;

const oneOf = (possible: readonly Mishap[]): fc.Arbitrary<Mishap | null> =>
  fc.oneof(
    { weight: 10 - MISHAPS_OF_TEN, arbitrary: fc.constant(null) },
    { weight: MISHAPS_OF_TEN, arbitrary: fc.constantFrom(...possible) },
  );

/** Makes steps of a kind, each with values of its own. */
export const steps = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  tell: Tell<Values>,
): fc.Arbitrary<Step> =>
  stepsUnder(name, values, oneOf(mishaps), (world, teller, given, befallen) =>
    tell(world, (...request) => teller.call(befallen, ...request), given),
  );

/** Makes steps that go over a chat's socket. They are not made again, so only what the API mends befalls them. */
export const chatSteps = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  tell: TellInChat<Values>,
): fc.Arbitrary<Step> =>
  stepsUnder(name, values, oneOf(mendedMishaps), (world, teller, given, befallen) =>
    tell(world, { api: teller.api, under: (work) => teller.under(befallen, work) }, given),
  );

const stepsUnder = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  mishap: fc.Arbitrary<Mishap | null>,
  run: (world: World, teller: Teller, given: Values, befallen: Mishap | null) => Promise<void>,
): fc.Arbitrary<Step> =>
  fc.tuple(values, mishap).map(([given, befallen]) => ({
    check: () => true,
    run: (world, teller) => run(world, teller, given, befallen),
    toString: () => `${name}(${fc.stringify(given)})${befallen === null ? '' : ` under ${befallen.name}`}`,
  }));
