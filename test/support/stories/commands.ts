import fc, { type AsyncCommand } from 'fast-check';
import { type Mishap, mishaps, type Teller } from './teller.ts';
import { type World } from './world.ts';

/** A step of a story: makes a call, holds its answer against the world, and changes the world accordingly. */
export type Tell<Values> = (
  world: World,
  call: (method: string, path: string, body?: object) => ReturnType<Teller['call']>,
  values: Values,
) => Promise<void>;

export type Step = AsyncCommand<World, Teller>;

/** How many of ten calls something befalls. */
const MISHAPS_OF_TEN = 3;

const mishap: fc.Arbitrary<Mishap | null> = fc.oneof(
  { weight: 10 - MISHAPS_OF_TEN, arbitrary: fc.constant(null) },
  { weight: MISHAPS_OF_TEN, arbitrary: fc.constantFrom(...mishaps) },
);

/** Makes steps of a kind, each with values of its own. */
export const steps = <Values>(
  name: string,
  values: fc.Arbitrary<Values>,
  tell: Tell<Values>,
): fc.Arbitrary<Step> =>
  fc.tuple(values, mishap).map(([given, befallen]) => ({
    check: () => true,
    run: (world, teller) =>
      tell(world, (method, path, body) => teller.call(befallen, method, path, body), given),
    toString: () => `${name}(${fc.stringify(given)})${befallen === null ? '' : ` under ${befallen.name}`}`,
  }));
