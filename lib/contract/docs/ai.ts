import { makeSession, makeWorkout } from '../ai.ts';
import { describeCall } from './call.ts';

const tag = 'AI planner';

const exercise = {
  name: 'Squat',
  sets: 3,
  repsPerSet: 8,
  weightIncreaseOnSuccess: 2.5,
  restBetweenSets: { minRest: '00:01:30', maxRest: '00:03:00', failureRest: '00:05:00' },
  supersetWithNext: false,
  notes: 'Keep the back straight.',
  link: '',
} as const;

const session = { name: 'Lower body', exercises: [exercise], notes: 'Warm up for ten minutes.' };

const problems = { 401: 'The header has no purchase token, or the store does not confirm the purchase.' };

const limits =
  'The response may take a minute or more. Each call counts against the limit of the purchase, whichever of its tokens ' +
  'is sent: 100 calls in any 24 hours for `Web`, 20 for the other stores. A call does not count if it is rejected, or if ' +
  'the model returns nothing because it is unreachable, busy, failing or silent. An answer that is cut off, refused or ' +
  'unusable does count.';

export const aiCalls = [
  describeCall(makeWorkout, {
    operationId: 'makeWorkout',
    tag,
    description: `Makes a training plan for a person. ${limits}`,
    request: {
      attributes: {
        gender: 'Female',
        weightRange: '60-70',
        age: 34,
        daysPerWeek: 3,
        goals: ['Get stronger'],
        experience: 'Intermediate',
        useImperialUnits: false,
        additionalInfo: 'I train at home and have dumbbells only.',
      },
    },
    response: {
      description: 'The plan.',
      example: { name: 'Stronger at home', description: 'Three days a week.', sessions: [session] },
    },
    problems,
  }),
  describeCall(makeSession, {
    operationId: 'makeSession',
    tag,
    description:
      `Makes one training session. ${limits}\n\nA \`volume\` below 25 asks for at least 2 exercises, below 50 for 3, ` +
      'below 75 for 5, below 90 for 7, and anything higher for 10.',
    request: {
      attributes: {
        areasToWorkout: ['Legs', 'Back'],
        volume: 40,
        exerciseToKilograms: { Squat: 60, Row: 35.5 },
        useImperialUnits: false,
        additionalInfo: 'My left knee hurts.',
      },
    },
    response: { description: 'The session.', example: session },
    problems,
  }),
];
