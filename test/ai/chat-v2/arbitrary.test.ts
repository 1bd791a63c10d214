import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { Problem } from '../../../lib/problem/problem.ts';
import { answersOfV2 } from '../../support/planner/chat-v2-answers.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '💪', '\n', '"', '\\', '\0', '\uD800') }),
);
const number = fc.oneof(
  fc.integer({ min: -5, max: 1_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const numberText = fc.oneof(
  number.map(String),
  fc.constantFrom('2,5', '2.5 kg', '8-12', '1e3', '0', '0.0001', '-3', '', '.5', '5.', '٣', '1'.repeat(40)),
);
const durationText = fc.oneof(
  fc.constantFrom('PT1M30S', 'PT90S', 'PT0S', 'PT', 'P', 'PT1M3', '00:01:30', '1:30', '1.00:00:00', 'P1D'),
  fc.constantFrom('PT99999H', 'PT1.5M', '-PT1M', 'PT-5S', '2 min', '90 s', '1h', 'PT1M30.5S', 'p', ''),
  fc.nat(200_000).map((seconds) => `PT${seconds}S`),
);
const junk = fc.oneof(
  // What JSON leaves out.
  fc.constant(undefined),
  fc.constant(null),
  fc.boolean(),
  number,
  text,
  fc.constantFrom([], {}, [null], [[]], { type: 'time' }, { reps: null }, { min: 3 }, 'fixed'),
);
/** Mostly correct values. */
const mostly = <Value>(right: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: junk });
const few = (value: fc.Arbitrary<unknown>) => mostly(fc.array(value, { maxLength: 4 }));

const rest = fc.record({
  minRest: mostly(durationText),
  maxRest: mostly(durationText),
  failureRest: mostly(durationText),
});
const range = fc.record({ min: mostly(number), max: mostly(number) });
const scope = fc.record({
  type: mostly(fc.constantFrom('allSets', 'lowestSets')),
  pick: mostly(fc.constantFrom('first', 'middle', 'last', 'all')),
});
const rule = fc.record({
  axis: mostly(fc.constantFrom('reps', 'load')),
  step: mostly(fc.oneof(number, numberText)),
  scope: mostly(scope),
  ceiling: mostly(fc.oneof(number, numberText)),
  onCeiling: mostly(fc.constant('reset')),
  trigger: junk,
});
const common = {
  name: mostly(text.map((given) => `n${given}`)),
  notes: mostly(text),
  link: mostly(fc.constantFrom('', 'https://example.org/a', 'javascript:alert(1)')),
};
const weighted = fc.record({
  ...common,
  type: mostly(fc.constant('WeightedExerciseBlueprint')),
  plannedSets: few(mostly(fc.record({ reps: mostly(range) }))),
  restBetweenSets: mostly(rest),
  supersetWithNext: mostly(fc.boolean()),
  progression: few(rule),
  resistance: mostly(fc.constantFrom('external', 'bodyweight', 'none')),
  unknown: junk,
});
const versionOne = fc.record({
  ...common,
  sets: mostly(number),
  repsPerSet: mostly(number),
  weightIncreaseOnSuccess: mostly(number),
  minRestSeconds: mostly(number),
  maxRestSeconds: mostly(number),
  failureRestSeconds: mostly(number),
  restBetweenSets: rest,
});
const target = fc.oneof(
  fc.record({ type: fc.constant('time'), value: mostly(durationText) }),
  fc.record({
    type: fc.constant('distance'),
    value: mostly(
      fc.record({ value: mostly(numberText), unit: mostly(fc.constantFrom('metre', 'km', 'Miles', 'yard')) }),
    ),
  }),
);
const cardio = fc.record({
  ...common,
  type: mostly(fc.constant('CardioExerciseBlueprint')),
  sets: few(
    fc.record({
      target: mostly(target),
      trackDuration: mostly(fc.boolean()),
      trackSteps: mostly(fc.boolean()),
      restBetweenSets: mostly(rest),
    }),
  ),
});
const session = fc.record({
  name: mostly(text),
  exercises: few(fc.oneof(weighted, cardio, versionOne, junk)),
  notes: mostly(text),
});
const plan = fc.oneof(
  fc.record({ name: mostly(text), description: mostly(text), sessions: few(session) }),
  fc.record({
    name: mostly(text),
    blueprint: mostly(fc.record({ version: junk, name: mostly(text), sessions: few(session) })),
    version: junk,
  }),
);
const answer = fc.oneof(
  { weight: 5, arbitrary: plan.map((each) => ({ answer: each })) },
  { weight: 1, arbitrary: plan },
  { weight: 1, arbitrary: junk.map((each) => ({ answer: each })) },
);
const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });

/** The plan that a person gets; undefined when the answer is unusable. */
async function answersTo(json: string, piece: number | number[]) {
  scripted.script(says(json, { piece }));
  try {
    return await answersOfV2(scripted.model);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

describe('whatever a model writes', () => {
  it('only valid plans leave, which end alike however they are cut into pieces', () =>
    fc.assert(
      fc.asyncProperty(answer, cuts, async (given, pieces) => {
        const json = JSON.stringify(given);
        const answers = await answersTo(json, pieces);
        const whole = await answersTo(json, json.length);
        expect(answers.at(-1)).toEqual(whole.at(-1));
      }),
      { numRuns: 300 },
    ));

  it('only valid plans leave when it is cut off anywhere', () =>
    fc.assert(
      fc.asyncProperty(plan, fc.double({ min: 0, max: 1, noNaN: true }), async (given, part) => {
        const json = JSON.stringify({ answer: given });
        await answersTo(json.slice(0, Math.floor(json.length * part)), 50);
      }),
      { numRuns: 100 },
    ));
});
