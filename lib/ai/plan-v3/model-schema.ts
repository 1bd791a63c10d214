import * as z from 'zod/mini';
import { distanceUnit, tracking } from '../../contract/plan-v3.ts';
import { answerFormat, described } from '../plan-schema.ts';

// The plan that the model of today's chat is asked for: the app's own format, in which people also share their programs,
// without the properties that the server adds. OpenAI's strict mode supports neither optional properties nor bounds, so
// bounds are in the descriptions here and enforced by `normalize.ts`.

const reps = z.object({
  min: described(z.number(), 'Whole number, at least 1'),
  max: described(z.number(), 'Whole number, at least min; equal to min for exactly so many'),
});

const rest = z.object({
  minRest: described(z.string(), 'Shortest rest, as ISO 8601: PT1M30S'),
  maxRest: described(z.string(), 'Longest rest, at least minRest'),
  failureRest: described(z.string(), 'Rest after a failed set, at least maxRest'),
});

const scope = z.union([
  described(z.object({ type: z.literal('allSets') }), 'Every set moves'),
  described(
    z.object({ type: z.literal('lowestSets'), pick: z.enum(['first', 'middle', 'last', 'all']) }),
    'Of the sets that ask for least, these move',
  ),
]);

const rule = z.object({
  axis: described(z.enum(['reps', 'load']), 'What gets more: repetitions or weight'),
  step: described(
    z.string(),
    'How much more, as a number with a point: whole repetitions, or weight in the person\'s unit: "2.5"',
  ),
  scope,
  ceiling: described(
    z.nullable(z.string()),
    'Where the rule stops; of reps, above every max of the planned sets; null for no end',
  ),
  onCeiling: described(
    z.nullable(z.enum(['reset'])),
    'reset: at the ceiling the repetitions go back to the planned ones, and the next rule moves',
  ),
});

const weighted = z.object({
  type: z.literal('WeightedExerciseBlueprint'),
  name: described(
    z.string(),
    'The common name; of an exercise that the person has, their own, to the letter',
  ),
  plannedSets: described(z.array(z.object({ reps })), 'One entry for each working set'),
  restBetweenSets: rest,
  supersetWithNext: described(z.boolean(), 'Whether it is done in turns with the exercise after it'),
  notes: described(z.string(), 'A hint on technique, or an empty text'),
  link: described(z.string(), 'Empty, unless the person gave an address for this exercise'),
  progression: described(z.array(rule), 'The first rule that can move moves; an empty list stays as it is'),
  resistance: described(
    z.enum(['external', 'bodyweight', 'none']),
    'external: weights or a machine; bodyweight: the body, with weight to add; none: neither',
  ),
});

const target = z.union([
  z.object({
    type: z.literal('time'),
    value: described(z.string(), 'How long, as ISO 8601: PT20M'),
  }),
  z.object({
    type: z.literal('distance'),
    value: z.object({
      value: described(z.string(), 'How far, as a number with a point: "2.5"'),
      unit: distanceUnit,
    }),
  }),
]);

const cardioSet = z.object({
  target,
  ...tracking,
  restBetweenSets: described(z.nullable(rest), 'null where no rest is planned'),
});

const cardio = z.object({
  type: z.literal('CardioExerciseBlueprint'),
  name: described(z.string(), 'As of the other exercises'),
  sets: described(z.array(cardioSet), 'One entry for each bout or interval; what it tracks is recorded'),
  notes: described(z.string(), 'A hint on pace or technique, or an empty text'),
  link: described(z.string(), 'Empty, unless the person gave an address for this exercise'),
});

const session = z.object({
  name: described(z.string(), 'A short name, such as "Upper body A"'),
  exercises: described(z.array(z.union([weighted, cardio])), 'In the order in which they are done'),
  notes: described(z.string(), 'How to warm up and what to mind, or an empty text'),
});

const plan = z.object({
  name: described(z.string(), 'A short name of the plan'),
  description: described(z.string(), 'What the plan is for and how it progresses, in a few sentences'),
  sessions: described(z.array(session), 'One for each training day of the week'),
});

/** The model's answer in a chat: text or a plan, which differ from the first character. */
const answer = z.object({
  answer: described(
    z.union([
      described(z.string(), 'What you say, in words'),
      described(plan, 'A whole training plan, when it is time for one'),
    ]),
    'Either words or a plan',
  ),
});

/** A plan in the format that the model writes and the conversation stores. */
export type ModelPlanV3 = z.output<typeof plan>;

export const chatFormatV2 = answerFormat('chat_answer_v2', answer);
