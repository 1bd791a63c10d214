import { describe, expect, it } from 'vitest';
import { makeSession, makeWorkout } from '../../lib/contract/ai.ts';
import { validateBody } from '../../lib/http/validate.ts';
import { Problem } from '../../lib/problem/problem.ts';
import { sessionAttributes, workoutAttributes } from '../support/planner/planner.ts';

const workout = (given: object) =>
  validateBody(makeWorkout.body, { attributes: { ...workoutAttributes(), ...given } });
const session = (given: object) =>
  validateBody(makeSession.body, { attributes: { ...sessionAttributes(), ...given } });

/** The paths of the faults for which a body is refused. */
function faults(check: () => unknown): string[] {
  try {
    check();
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return (error.errors ?? []).map(({ path }) => path);
    throw error;
  }
  return [];
}

/** Cases with a title each, however long they are. */
const shown = <Case>(cases: readonly Case[]) =>
  cases.map((each) => [JSON.stringify(each).slice(0, 70), each] as const);

const many = (count: number, text: string) => Array.from({ length: count }, () => text);
const exercises = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Exercise ${index}`, index]));

describe('a form for a plan', () => {
  it.each(
    shown([
      { age: 12 },
      { age: 149 },
      { daysPerWeek: 1 },
      { daysPerWeek: 7 },
      { goals: ['abc'] },
      { goals: many(9, 'x'.repeat(30)) },
      { gender: 'PreferNotToSay' },
      { experience: 'Professional' },
      { additionalInfo: undefined },
      { additionalInfo: null },
      { additionalInfo: 'x'.repeat(32_768) },
      { something: 'else' },
    ]),
  )('may have %s', (_shown, given) => {
    expect(faults(() => workout(given))).toEqual([]);
  });

  it.each(
    shown<[object, string]>([
      [{ age: 11 }, 'attributes.age'],
      [{ age: 150 }, 'attributes.age'],
      [{ age: 30.5 }, 'attributes.age'],
      [{ age: '30' }, 'attributes.age'],
      [{ daysPerWeek: 0 }, 'attributes.daysPerWeek'],
      [{ daysPerWeek: 8 }, 'attributes.daysPerWeek'],
      [{ goals: [] }, 'attributes.goals'],
      [{ goals: many(10, 'strength') }, 'attributes.goals'],
      [{ goals: ['ok', 'strength'] }, 'attributes.goals.0'],
      [{ goals: ['x'.repeat(31)] }, 'attributes.goals.0'],
      [{ gender: 'Robot' }, 'attributes.gender'],
      [{ gender: 1 }, 'attributes.gender'],
      [{ experience: 'God' }, 'attributes.experience'],
      [{ useImperialUnits: 'yes' }, 'attributes.useImperialUnits'],
      [{ weightRange: '' }, 'attributes.weightRange'],
      [{ weightRange: 75 }, 'attributes.weightRange'],
      [{ additionalInfo: 'x'.repeat(32_769) }, 'attributes.additionalInfo'],
      [{ additionalInfo: 'a\0b' }, 'attributes.additionalInfo'],
    ]),
  )('may not have %s', (_shown, [given, path]) => {
    expect(faults(() => workout(given))).toEqual([path]);
  });

  it('has names and constants that match loosely', () => {
    const body = {
      Attributes: {
        GENDER: 'prefer_not_to_say',
        weight_range: '70-80',
        Age: 30,
        days_per_week: 3,
        Goals: ['Get strong'],
        experience: 'BEGINNER',
        use_imperial_units: true,
        AdditionalInfo: 'none',
      },
    };
    expect(validateBody(makeWorkout.body, body)).toEqual({
      attributes: {
        gender: 'PreferNotToSay',
        weightRange: '70-80',
        age: 30,
        daysPerWeek: 3,
        goals: ['Get strong'],
        experience: 'Beginner',
        useImperialUnits: true,
        additionalInfo: 'none',
      },
    });
  });

  it('is refused for all its faults at once', () => {
    expect(faults(() => validateBody(makeWorkout.body, { attributes: {} })).toSorted()).toEqual([
      'attributes.age',
      'attributes.daysPerWeek',
      'attributes.experience',
      'attributes.gender',
      'attributes.goals',
      'attributes.useImperialUnits',
      'attributes.weightRange',
    ]);
  });
});

describe('a form for a session', () => {
  it.each(
    shown([
      { volume: 0 },
      { volume: 100 },
      { areasToWorkout: ['abs'] },
      { areasToWorkout: many(9, 'x'.repeat(15)) },
      { exerciseToKilograms: {} },
      { exerciseToKilograms: { ['x'.repeat(49)]: 0 } },
      { exerciseToKilograms: exercises(100) },
      { additionalInfo: 'x'.repeat(200) },
    ]),
  )('may have %s', (_shown, given) => {
    expect(faults(() => session(given))).toEqual([]);
  });

  it.each(
    shown<[object, string]>([
      [{ volume: -1 }, 'attributes.volume'],
      [{ volume: 100.5 }, 'attributes.volume'],
      [{ areasToWorkout: [] }, 'attributes.areasToWorkout'],
      [{ areasToWorkout: many(10, 'chest') }, 'attributes.areasToWorkout'],
      [{ areasToWorkout: ['x'.repeat(16)] }, 'attributes.areasToWorkout.0'],
      [{ exerciseToKilograms: null }, 'attributes.exerciseToKilograms'],
      [{ exerciseToKilograms: [1] }, 'attributes.exerciseToKilograms'],
      [{ exerciseToKilograms: exercises(101) }, 'attributes.exerciseToKilograms'],
      [{ exerciseToKilograms: { Squat: '80' } }, 'attributes.exerciseToKilograms.Squat'],
      [{ exerciseToKilograms: { Squat: Number.POSITIVE_INFINITY } }, 'attributes.exerciseToKilograms.Squat'],
      [{ additionalInfo: 'x'.repeat(201) }, 'attributes.additionalInfo'],
    ]),
  )('may not have %s', (_shown, [given, path]) => {
    expect(faults(() => session(given))).toEqual([path]);
  });

  it("keeps people's names of exercises as they are", () => {
    const exerciseToKilograms = { bench_press: 50, BenchPress: 60, 'Überzüge 💪': 20, 'a.b': 1, toString: 2 };
    expect(session({ exerciseToKilograms }).attributes.exerciseToKilograms).toEqual(exerciseToKilograms);
  });

  it('does not repeat a long name of an exercise in its faults', () => {
    const [path] = faults(() => session({ exerciseToKilograms: { ['x'.repeat(50_000)]: 1 } }));
    expect(path).toBe(`attributes.exerciseToKilograms.${'x'.repeat(50)}`);
  });

  it('lists no more faults for a hundred thousand exercises than for a hundred and one', () => {
    const words = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`e${index}`, 'heavy']));
    expect(faults(() => session({ exerciseToKilograms: words })).length).toBeLessThanOrEqual(102);
  });
});
