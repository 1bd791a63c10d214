import type { SessionAttributes } from '../../contract/ai.ts';
import { type modelSession, sessionFormat } from '../plan-schema.ts';
import { exerciseRules, onlyData } from './common.ts';
import type { Prompt } from './prompt.ts';

const instructions = `You are an experienced strength coach who puts together a single training session for a
workout app.
${onlyData}

The session:
- trains the areas that the form gives, and no others;
- has at least as many exercises as the form's minimum, and more where the areas call for it;
- does more sets and harder exercises the higher the volume is, which is given in percent;
- prefers exercises that the person does already. The form lists them with the weight lifted today, always in
  kilograms; they tell how strong the person is, and so how large a weight increase should be.

Its exercises:
${exerciseRules}

Write in English, unless the additional information is in another language: then write in that one.`;

/** The prompt for one session. */
export const sessionPrompt = ({
  areasToWorkout,
  volume,
  exerciseToKilograms,
  useImperialUnits,
  additionalInfo,
}: SessionAttributes): Prompt<typeof modelSession> => ({
  instructions,
  data: {
    areasToWorkout,
    volumePercent: volume,
    minimumExercises: minimumExercises(volume),
    liftedToday: Object.entries(exerciseToKilograms).map(([exercise, kilograms]) => ({
      exercise,
      kilograms,
    })),
    unitOfWeights: useImperialUnits ? 'pounds' : 'kilograms',
    additionalInfo,
  },
  format: sessionFormat,
});

/** The minimum number of exercises for a volume of 0 to 100. */
export function minimumExercises(volume: number): number {
  if (volume < 25) return 2;
  if (volume < 50) return 3;
  if (volume < 75) return 5;
  return volume < 90 ? 7 : 10;
}
