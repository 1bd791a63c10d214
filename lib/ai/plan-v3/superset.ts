import type { ExerciseV3 } from '../../contract/plan-v3.ts';

/** Exercises of which the last one is done by itself: there is none after it to be done in turns with. */
export const withoutOpenSuperset = (exercises: readonly ExerciseV3[]): ExerciseV3[] =>
  exercises.map((exercise, index) =>
    exercise.type === 'WeightedExerciseBlueprint' && index === exercises.length - 1
      ? { ...exercise, supersetWithNext: false }
      : exercise,
  );
