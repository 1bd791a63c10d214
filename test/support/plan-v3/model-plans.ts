/** An exercise with weights as a model writes it; given properties replace the defaults. */
export const modelWeighted = (given: object = {}) => ({
  type: 'WeightedExerciseBlueprint',
  name: 'Bench Press',
  plannedSets: [{ reps: { min: 5, max: 5 } }, { reps: { min: 8, max: 10 } }],
  restBetweenSets: { minRest: 'PT2M', maxRest: 'PT3M', failureRest: 'PT5M' },
  supersetWithNext: false,
  notes: '',
  link: '',
  progression: [
    { axis: 'reps', step: '1', scope: { type: 'allSets' }, ceiling: '12', onCeiling: 'reset' },
    {
      axis: 'load',
      step: '2.5',
      scope: { type: 'lowestSets', pick: 'first' },
      ceiling: null,
      onCeiling: null,
    },
  ],
  resistance: 'external',
  ...given,
});

/** An exercise by time or distance as a model writes it. */
export const modelCardio = (given: object = {}) => ({
  type: 'CardioExerciseBlueprint',
  name: 'Rowing',
  sets: [modelCardioSet()],
  notes: '',
  link: '',
  ...given,
});

export const modelCardioSet = (given: object = {}) => ({
  target: { type: 'time', value: 'PT20M' },
  trackDuration: true,
  trackDistance: true,
  trackResistance: false,
  trackIncline: false,
  trackWeight: false,
  trackSteps: false,
  restBetweenSets: null,
  ...given,
});

export const modelSessionV3 = (given: object = {}) => ({
  name: 'Push',
  exercises: [modelWeighted(), modelCardio()],
  notes: '',
  ...given,
});

export const modelPlanV3 = (given: object = {}) => ({
  name: 'Stronger',
  description: 'Twice a week.',
  sessions: [modelSessionV3(), modelSessionV3({ name: 'Pull' })],
  ...given,
});

/** A plan of one exercise. */
export const planOf = (...exercises: unknown[]) => modelPlanV3({ sessions: [modelSessionV3({ exercises })] });
