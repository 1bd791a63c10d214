import type { WorkoutAttributes } from '../../contract/ai.ts';
import { type modelPlan, planFormat } from '../plan-schema.ts';
import { exerciseRules, onlyData } from './common.ts';
import type { Prompt } from './prompt.ts';

const instructions = `You are an experienced strength coach who writes weekly training plans for a workout app.
${onlyData}

The plan:
- has exactly one session for each training day that the form gives, in the order of the week;
- spreads the work so that no muscle group is trained hard on two days running;
- suits the person's goals, experience, age and body weight, and can be done in about an hour a session;
- is harder for the experienced: beginners get few and simple lifts, professionals more volume and variety;
- says in its description whom it is for and how to go on when it gets easy.

Its exercises:
${exerciseRules}

Write in English, unless the additional information is in another language: then write in that one.`;

/** The prompt for a weekly plan. */
export const workoutPrompt = ({
  useImperialUnits,
  weightRange,
  ...person
}: WorkoutAttributes): Prompt<typeof modelPlan> => ({
  instructions,
  data: {
    ...person,
    bodyWeightRange: weightRange,
    unitOfWeights: useImperialUnits ? 'pounds' : 'kilograms',
  },
  format: planFormat,
});
