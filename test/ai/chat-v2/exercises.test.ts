import { describe, expect, it } from 'vitest';
import { gives } from '../../../infra/local/scripted-model/index.ts';
import type { ExerciseV3 } from '../../../lib/contract/plan-v3.ts';
import { modelCardio, modelCardioSet, modelWeighted, planOf } from '../../support/plan-v3/model-plans.ts';
import { userTurn } from '../../support/planner/chat-answers.ts';
import { answersOfV2 } from '../../support/planner/chat-v2-answers.ts';
import { modelExercise } from '../../support/planner/planner.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

/** The exercises that clients get for those that a model gives. */
async function exercisesOf(exercises: readonly unknown[], said = 'Hello'): Promise<readonly ExerciseV3[]> {
  scripted.script(gives({ answer: planOf(...exercises) }));
  const last = (await answersOfV2(scripted.model, [userTurn(said)])).at(-1);
  return last?.type === 'chatPlan' ? (last.blueprint.sessions[0]?.exercises ?? []) : [];
}

async function exerciseOf(given: unknown, said?: string): Promise<ExerciseV3 | undefined> {
  const [exercise] = await exercisesOf([given, modelWeighted({ name: 'Last' })], said);
  return exercise?.name === 'Last' ? undefined : exercise;
}

const sets = (...ranges: (readonly [unknown, unknown])[]) => ({
  plannedSets: ranges.map(([min, max]) => ({ reps: { min, max } })),
});
const rule = (given: object = {}) => ({
  axis: 'load',
  step: '2.5',
  scope: { type: 'allSets' },
  ceiling: null,
  onCeiling: null,
  ...given,
});
const kept = { scope: { type: 'allSets' }, trigger: 'allSetsMetTarget' };

describe('an exercise with weights', () => {
  it('is sent as it is given, and in the words of older apps', async () => {
    expect(await exerciseOf(modelWeighted())).toEqual({
      ...modelWeighted(),
      progression: [
        { axis: 'reps', step: '1', ceiling: '12', onCeiling: 'reset', ...kept },
        { ...kept, axis: 'load', step: '2.5', scope: { type: 'lowestSets', pick: 'first' } },
      ],
      repsConfig: {
        type: 'perSet',
        targets: [
          { min: 5, max: 5 },
          { min: 8, max: 10 },
        ],
      },
      progressiveOverload: {
        type: 'IncreaseLowestSetProgressiveOverload',
        amount: '2.5',
        increaseStrategy: 'first',
      },
      usesBodyweight: false,
    });
  });

  it.each([
    ['whole', [2.6, 3.4], { min: 3, max: 3 }],
    ['in order', [12, 8], { min: 8, max: 12 }],
    ['at least 1', [-4, 0], { min: 1, max: 1 }],
    ['at most 500', [8, 1e9], { min: 8, max: 500 }],
    ['numbers', ['8', '10 reps'], { min: 8, max: 10 }],
    ['exact where there is no other end', [8, null], { min: 8, max: 8 }],
  ] as const)('has repetitions that are %s', async (_name, range, reps) => {
    expect(await exerciseOf(modelWeighted(sets(range)))).toMatchObject({ plannedSets: [{ reps }] });
  });

  it.each([
    [sets([5, 5], [5, 5]), { type: 'fixed', reps: 5 }],
    [sets([8, 12], [8, 12]), { type: 'range', min: 8, max: 12 }],
  ])('has repetitions in the words of older apps', async (given, repsConfig) => {
    expect(await exerciseOf(modelWeighted(given))).toMatchObject({ repsConfig });
  });

  it.each([
    ['PT90S', 'PT2M', 'PT180S', ['PT1M30S', 'PT2M', 'PT3M']],
    ['PT3M', 'PT2M', 'PT1M', ['PT3M', 'PT3M', 'PT3M']],
    ['00:01:30', '2:00', '01:00:05', ['PT1M30S', 'PT2M', 'PT1H5S']],
    [90, '120', '5 min', ['PT1M30S', 'PT2M', 'PT5M']],
    ['PT0S', 'PT0S', 'P1D', ['PT0S', 'PT0S', 'PT24H']],
    ['PT1M3', null, 'soon', ['PT1M30S', 'PT3M', 'PT3M']],
    [-5, 1e12, 'PT999H', ['PT0S', 'PT24H', 'PT24H']],
  ])('rests %s, %s, %s in the form that the app reads', async (minRest, maxRest, failureRest, expected) => {
    const restBetweenSets = { minRest, maxRest, failureRest };
    const exercise = await exerciseOf(modelWeighted({ restBetweenSets }));
    expect(exercise).toMatchObject({
      restBetweenSets: { minRest: expected[0], maxRest: expected[1], failureRest: expected[2] },
    });
  });

  it.each([
    ['a comma', rule({ step: '2,5' }), [{ ...kept, axis: 'load', step: '2.5' }]],
    ['a unit', rule({ step: '5 kg' }), [{ ...kept, axis: 'load', step: '5' }]],
    ['a number', rule({ step: 1.25 }), [{ ...kept, axis: 'load', step: '1.25' }]],
    ['too many digits', rule({ step: '0.3333333' }), [{ ...kept, axis: 'load', step: '0.333' }]],
    ['no step', rule({ step: '0' }), []],
    ['half a repetition', rule({ axis: 'reps', step: '1.4' }), [{ ...kept, axis: 'reps', step: '1' }]],
    ['a ceiling', rule({ ceiling: '100' }), [{ ...kept, axis: 'load', step: '2.5', ceiling: '100' }]],
    ['nothing to reset at', rule({ onCeiling: 'reset' }), [{ ...kept, axis: 'load', step: '2.5' }]],
    ['another axis', rule({ axis: 'speed' }), []],
    [
      'another pick',
      rule({ scope: { type: 'lowestSets', pick: 'best' } }),
      [{ ...kept, axis: 'load', step: '2.5', scope: { type: 'lowestSets', pick: 'all' } }],
    ],
  ])('has a rule with %s in the form that the app reads', async (_name, given, progression) => {
    expect(await exerciseOf(modelWeighted({ progression: [given] }))).toMatchObject({ progression });
  });

  it('has no rule whose ceiling its target has reached, and keeps the next one', async () => {
    const reps = rule({ axis: 'reps', step: '1', ceiling: '12', onCeiling: 'reset' });
    const given = modelWeighted({ ...sets([8, 12]), progression: [reps, rule()] });
    expect(await exerciseOf(given)).toMatchObject({ progression: [{ axis: 'load' }] });
    const below = modelWeighted({ ...sets([8, 11]), progression: [reps, rule()] });
    expect(await exerciseOf(below)).toMatchObject({
      progression: [{ axis: 'reps', ceiling: '12', onCeiling: 'reset' }, { axis: 'load' }],
    });
  });

  it.each([
    ['bodyweight', { usesBodyweight: true, progressiveOverload: { amount: '2.5' } }],
    ['none', { usesBodyweight: false, progressiveOverload: { type: 'NoProgressiveOverload' } }],
    ['external', { usesBodyweight: false, progressiveOverload: { amount: '2.5' } }],
  ])('with resistance %s is the same to older apps', async (resistance, older) => {
    const exercise = await exerciseOf(modelWeighted({ resistance, progression: [rule()] }));
    expect(exercise).toMatchObject({ resistance, ...older });
  });

  it('is done in turns with the next one, and the last with none', async () => {
    const pair = [modelWeighted({ supersetWithNext: true }), modelWeighted({ supersetWithNext: true })];
    const exercises = await exercisesOf(pair);
    expect(exercises.map((each) => 'supersetWithNext' in each && each.supersetWithNext)).toEqual([
      true,
      false,
    ]);
  });

  it('may come as version 1 has it', async () => {
    expect(await exerciseOf(modelExercise())).toMatchObject({
      type: 'WeightedExerciseBlueprint',
      plannedSets: Array.from({ length: 3 }, () => ({ reps: { min: 8, max: 8 } })),
      restBetweenSets: { minRest: 'PT2M', maxRest: 'PT3M', failureRest: 'PT5M' },
      progression: [{ ...kept, axis: 'load', step: '2.5' }],
    });
    const { minRestSeconds: _seconds, ...asSent } = modelExercise({
      restBetweenSets: { minRest: '00:01:30', maxRest: '00:03:00', failureRest: '00:05:00' },
      weightIncreaseOnSuccess: 0,
    });
    expect(await exerciseOf(asSent)).toMatchObject({
      restBetweenSets: { minRest: 'PT1M30S' },
      progression: [],
    });
    const withBody = modelExercise({ usesBodyweight: true });
    expect(await exerciseOf(withBody)).toMatchObject({ resistance: 'bodyweight', usesBodyweight: true });
  });

  it('has at most 50 sets and five rules', async () => {
    const reps: [number, number][] = Array.from({ length: 60 }, () => [8, 12]);
    const progression = Array.from({ length: 6 }, () => rule());
    const exercise = await exerciseOf(modelWeighted({ ...sets(...reps), progression }));
    if (exercise?.type !== 'WeightedExerciseBlueprint') throw new Error('It is one with weights.');
    expect(exercise.plannedSets).toHaveLength(50);
    expect(exercise.progression).toHaveLength(5);
  });
});

describe('an exercise by time or distance', () => {
  it('is sent as it is given', async () => {
    const [withRest] = (
      await exercisesOf([
        modelCardio({
          sets: [
            modelCardioSet({
              target: { type: 'distance', value: { value: '2.5', unit: 'mile' } },
              restBetweenSets: { minRest: 'PT1M', maxRest: 'PT1M', failureRest: 'PT1M' },
            }),
            modelCardioSet(),
          ],
        }),
      ])
    ).slice(0, 1);
    const { restBetweenSets: _none, ...withoutRest } = modelCardioSet();
    expect(withRest).toEqual(
      modelCardio({
        sets: [
          modelCardioSet({
            target: { type: 'distance', value: { value: '2.5', unit: 'mile' } },
            restBetweenSets: { minRest: 'PT1M', maxRest: 'PT1M', failureRest: 'PT1M' },
          }),
          withoutRest,
        ],
      }),
    );
  });

  it.each([
    [
      { type: 'time', value: '00:20:00' },
      { type: 'time', value: 'PT20M' },
    ],
    [
      { type: 'time', value: 'PT5400S' },
      { type: 'time', value: 'PT1H30M' },
    ],
    [
      { type: 'time', value: '20 min' },
      { type: 'time', value: 'PT20M' },
    ],
    [
      { type: 'time', value: 'P2D' },
      { type: 'time', value: 'PT24H' },
    ],
    [
      { type: 'distance', value: { value: '2,5', unit: 'km' } },
      { type: 'distance', value: { value: '2.5', unit: 'kilometre' } },
    ],
    [
      { type: 'distance', value: { value: '2.34567', unit: 'Miles' } },
      { type: 'distance', value: { value: '2.346', unit: 'mile' } },
    ],
    [
      { type: 'distance', value: { value: 400, unit: 'meters' } },
      { type: 'distance', value: { value: '400', unit: 'metre' } },
    ],
  ])('has its target %j in the form that the app reads', async (given, target) => {
    const [set] = [await exerciseOf(modelCardio({ sets: [modelCardioSet({ target: given })] }))].flatMap(
      (each) => (each?.type === 'CardioExerciseBlueprint' ? each.sets : []),
    );
    expect(set?.target).toEqual(target);
  });

  it.each([
    [{ type: 'time', value: 'PT0S' }],
    [{ type: 'time', value: 'soon' }],
    [{ type: 'distance', value: { value: '0', unit: 'metre' } }],
    [{ type: 'distance', value: { value: '5', unit: 'parsec' } }],
    [null],
  ])('without a target, such as %j, is left out', async (target) => {
    expect(await exerciseOf(modelCardio({ sets: [modelCardioSet({ target })] }))).toBeUndefined();
  });

  it('tracks what its target is of, where nothing is said', async () => {
    const target = { type: 'distance', value: { value: '5', unit: 'kilometre' } };
    expect(await exerciseOf({ name: 'Run', sets: [{ target }] })).toMatchObject({
      sets: [{ trackDistance: true, trackDuration: false, trackSteps: false }],
    });
  });
});

describe('of each exercise', () => {
  it.each([['  Überzüge (Squats)s '], ['bench PRESS'], ['Liegestütze 💪'], ['x'.repeat(300)]])(
    'the name stays to the letter: %j',
    async (name) => {
      expect((await exerciseOf(modelWeighted({ name })))?.name).toBe(name);
      expect((await exerciseOf(modelCardio({ name })))?.name).toBe(name);
    },
  );

  it('the notes have at most 4,000 units, no half character, and nothing that no database holds', async () => {
    const notes = `\0${'n'.repeat(3_999)}💪`;
    expect((await exerciseOf(modelWeighted({ notes })))?.notes).toBe('n'.repeat(3_999));
  });

  const link = 'https://example.org/squat?v=1';
  it('the link stays that the person gave', async () => {
    expect((await exerciseOf(modelWeighted({ link }), `Here: {"link":"${link}"}`))?.link).toBe(link);
    expect((await exerciseOf(modelCardio({ link }), `See ${link}`))?.link).toBe(link);
  });

  it.each([
    [link, 'that nobody gave', 'Hello'],
    ['javascript:alert(1)', 'that is no address', 'Use javascript:alert(1)'],
    ['https://example.org/ a', 'with a space', 'Use https://example.org/ a'],
  ])('the link %s is empty, %s', async (given, _why, said) => {
    expect((await exerciseOf(modelWeighted({ link: given }), said))?.link).toBe('');
  });
});
