import type { ScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { connectModel, type Model } from '../../../lib/ai/model.ts';
import type { SessionAttributes, WorkoutAttributes } from '../../../lib/contract/ai.ts';

/** A form for a plan; given properties replace the defaults. */
export const workoutAttributes = (given: Partial<WorkoutAttributes> = {}): WorkoutAttributes => ({
  gender: 'Female',
  weightRange: '60-70',
  age: 34,
  daysPerWeek: 3,
  goals: ['Get stronger', 'Sleep better'],
  experience: 'Intermediate',
  useImperialUnits: false,
  additionalInfo: 'My left knee hurts on stairs.',
  ...given,
});

/** A form for a session; given properties replace the defaults. */
export const sessionAttributes = (given: Partial<SessionAttributes> = {}): SessionAttributes => ({
  areasToWorkout: ['Chest', 'Back'],
  volume: 60,
  exerciseToKilograms: { 'Bench Press': 52.5, 'Barbell Row': 40 },
  useImperialUnits: false,
  additionalInfo: null,
  ...given,
});

/** An exercise as a model writes it. */
export const modelExercise = (given: object = {}) => ({
  name: 'Bench Press',
  sets: 3,
  repsPerSet: 8,
  weightIncreaseOnSuccess: 2.5,
  minRestSeconds: 120,
  maxRestSeconds: 180,
  failureRestSeconds: 300,
  notes: '',
  ...given,
});

/** A session as a model writes it, with the most exercises that a form can request. */
export const modelSession = (given: object = {}) => ({
  name: 'Push',
  exercises: Array.from({ length: 10 }, () => modelExercise()),
  notes: '',
  ...given,
});

/** A client of a scripted model. */
export const lineTo = ({ url }: Pick<ScriptedModel, 'url'>, timeout = 20_000): Model =>
  connectModel({
    apiKey: 'a key',
    baseUrl: url,
    name: 'a-model',
    timeout,
    maxTokens: 16_384,
    maxTokensParameter: 'max_completion_tokens',
    includesUsage: true,
  });
