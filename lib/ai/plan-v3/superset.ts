import type { ExerciseV3 } from '../../contract/plan-v3.ts';

/** Removes a superset from the last exercise, because none follows it. */
export const withoutOpenSuperset = (exercises: readonly ExerciseV3[]): ExerciseV3[] =>
  exercises.map((exercise, index) =>
    exercise.type === 'WeightedExerciseBlueprint' && index === exercises.length - 1
      ? { ...exercise, supersetWithNext: false }
      : exercise,
  );
