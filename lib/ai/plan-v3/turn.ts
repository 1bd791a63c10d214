import type { ExerciseV3, PlanV3 } from '../../contract/plan-v3.ts';
import type { ModelPlanV3 } from './model-schema.ts';
import { truncate } from './truncate.ts';

/** Bytes of a stored plan: it must fit into a database row and leave room in the model's context. */
const PLAN_BYTES = 48_000;

/** The text that represents a plan in the conversation: the model's answer as JSON. At most 48,000 bytes. */
export const rememberedPlan = (plan: PlanV3): string =>
  JSON.stringify(toAnswer(truncate(plan, PLAN_BYTES, toAnswer)));

const toAnswer = ({ name, description, blueprint }: PlanV3): { readonly answer: ModelPlanV3 } => {
  const sessions = blueprint.sessions.map((session) => ({
    name: session.name,
    exercises: session.exercises.map(toModelExercise),
    notes: session.notes,
  }));
  return { answer: { name, description, sessions } };
};

/** Removes the properties that the server adds, and sets absent ones to null. */
function toModelExercise(exercise: ExerciseV3): ModelPlanV3['sessions'][number]['exercises'][number] {
  if (exercise.type === 'CardioExerciseBlueprint') {
    const sets = exercise.sets.map((set) => ({ ...set, restBetweenSets: set.restBetweenSets ?? null }));
    return { ...exercise, sets };
  }
  const { repsConfig: _reps, progressiveOverload: _overload, usesBodyweight: _uses, ...own } = exercise;
  const progression = own.progression.map(({ trigger: _trigger, ...rule }) => ({
    ...rule,
    ceiling: rule.ceiling ?? null,
    onCeiling: rule.onCeiling ?? null,
  }));
  return { ...own, progression };
}
