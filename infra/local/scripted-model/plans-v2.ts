import type { ChatRequest } from './request.ts';

const ALL = { type: 'allSets' };

const sets = (count: number, min: number, max = min) =>
  Array.from({ length: count }, () => ({ reps: { min, max } }));

const moreReps = (ceiling: string) => ({ axis: 'reps', step: '1', scope: ALL, ceiling, onCeiling: 'reset' });
const moreLoad = (step: string, scope: object = ALL) => ({
  axis: 'load',
  step,
  scope,
  ceiling: null,
  onCeiling: null,
});

const rest = (minRest: string, maxRest: string, failureRest: string) => ({ minRest, maxRest, failureRest });
const long = rest('PT2M', 'PT3M', 'PT5M');
const short = rest('PT1M', 'PT1M30S', 'PT2M');

const weighted = (name: string, given: object) => ({
  type: 'WeightedExerciseBlueprint',
  name,
  plannedSets: sets(3, 8),
  restBetweenSets: long,
  supersetWithNext: false,
  notes: '',
  link: '',
  progression: [],
  resistance: 'external',
  ...given,
});

const bout = (target: object, restBetweenSets: object | null, given: object = {}) => ({
  target,
  trackDuration: true,
  trackDistance: true,
  trackResistance: false,
  trackIncline: false,
  trackWeight: false,
  trackSteps: false,
  restBetweenSets,
  ...given,
});

const cardio = (name: string, bouts: readonly object[]) => ({
  type: 'CardioExerciseBlueprint',
  name,
  sets: bouts,
  notes: '',
  link: '',
});

const strength = (step: string) => [
  weighted('Barbell Back Squat', {
    plannedSets: sets(3, 5),
    progression: [moreReps('8'), moreLoad(step)],
    notes: 'Slow on the way down.',
  }),
  weighted('Dumbbell Row', {
    plannedSets: sets(3, 8, 12),
    restBetweenSets: short,
    supersetWithNext: true,
    progression: [moreLoad(step, { type: 'lowestSets', pick: 'first' })],
  }),
  weighted('Pull-Up', {
    plannedSets: [...sets(1, 8), ...sets(2, 5)],
    progression: [moreReps('12')],
    resistance: 'bodyweight',
  }),
  weighted('Plank', { plannedSets: sets(2, 45), restBetweenSets: short, resistance: 'none' }),
];

const conditioning = () => [
  cardio('Treadmill Run', [bout({ type: 'time', value: 'PT20M' }, null, { trackIncline: true })]),
  cardio(
    'Rowing Intervals',
    Array.from({ length: 4 }, () =>
      bout({ type: 'distance', value: { value: '0.5', unit: 'kilometre' } }, short, {
        trackResistance: true,
      }),
    ),
  ),
];

/** A plan in the schema of chat version 2, which uses every feature of the app. */
export function planForV2({ messages }: ChatRequest) {
  const message = messages.at(-1)?.content ?? '';
  const days = Number(/\b([1-7]) days?\b/.exec(message)?.[1] ?? 3);
  const step = /in pounds, the person's own/.test(messages[0]?.content ?? '') ? '5' : '2.5';
  return {
    name: `${days} days a week`,
    description: 'Works towards strength, with some running.',
    sessions: Array.from({ length: days }, (_, day) => ({
      name: `Day ${day + 1}`,
      exercises: [...strength(step), ...(day % 2 === 1 ? conditioning() : [])],
      notes: 'Warm up for five minutes.',
    })),
  };
}
