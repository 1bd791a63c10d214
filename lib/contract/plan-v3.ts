import * as z from 'zod/mini';

/** The plan version that today's app reads. */
export const PLAN_VERSION = 3;

/** The version of sessions in such a plan. */
export const SESSION_VERSION = 6;

/** ISO 8601 with hours, minutes and seconds: `PT1M30S`; zero is `PT0S`. */
const duration = z.string().check(z.regex(/^PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?$/));

/** A number as text, with a decimal point: `2.5`. */
const decimal = z.string().check(z.regex(/^\d+(?:\.\d+)?$/));

const count = z.int().check(z.minimum(1));

/** min ≤ max. If they are equal, the number is exact. */
const reps = z.object({ min: count, max: count });

/** minRest ≤ maxRest ≤ failureRest. */
const rest = z.object({ minRest: duration, maxRest: duration, failureRest: duration });

/** The sets that a rule moves, counted from the one with the fewest reps or the least weight. */
const picks = z.enum(['first', 'middle', 'last', 'all']);

const scope = z.union([
  z.object({ type: z.literal('allSets') }),
  z.object({ type: z.literal('lowestSets'), pick: picks }),
]);

/** A rule by which an exercise gets harder. The first rule that can be applied is. */
const rule = z.object({
  axis: z.enum(['reps', 'load']),
  /** In whole reps, or in the person's unit of weight. */
  step: decimal,
  scope,
  /** Where the rule stops. For reps, it is above every planned maximum. */
  ceiling: z.optional(decimal),
  /** `reset` returns to the planned sets when the ceiling is reached. */
  onCeiling: z.optional(z.literal('reset')),
  trigger: z.literal('allSetsMetTarget'),
});

/** `repsConfig`, for apps before 4.21. */
const repsConfig = z.union([
  z.object({ type: z.literal('fixed'), reps: count }),
  z.object({ type: z.literal('range'), min: count, max: count }),
  z.object({ type: z.literal('perSet'), targets: z.array(reps) }),
]);

/** `progressiveOverload`, for apps before 4.21. */
const progressiveOverload = z.union([
  z.object({ type: z.literal('NoProgressiveOverload') }),
  z.object({ type: z.literal('IncreaseAllEvenlyProgressiveOverload'), amount: decimal }),
  z.object({
    type: z.literal('IncreaseLowestSetProgressiveOverload'),
    amount: decimal,
    increaseStrategy: picks,
  }),
]);

const weighted = z.object({
  type: z.literal('WeightedExerciseBlueprint'),
  name: z.string(),
  /** One entry per set. */
  plannedSets: z.array(z.object({ reps })),
  restBetweenSets: rest,
  supersetWithNext: z.boolean(),
  notes: z.string(),
  /** A link that the person gave; otherwise empty. */
  link: z.string(),
  progression: z.array(rule),
  /** `external`: the recorded weight is the load. `bodyweight`: it is added to the body weight. `none`: no load. */
  resistance: z.enum(['external', 'bodyweight', 'none']),
  /** The rest repeats this for apps before 4.21, in their format. */
  repsConfig,
  progressiveOverload,
  usesBodyweight: z.boolean(),
});

export const distanceUnit = z.enum(['metre', 'yard', 'mile', 'kilometre']);

const target = z.union([
  z.object({ type: z.literal('time'), value: duration }),
  z.object({
    type: z.literal('distance'),
    value: z.object({ value: decimal, unit: distanceUnit }),
  }),
]);

/** Whether the app records each value of a cardio set. */
export const tracking = {
  trackDuration: z.boolean(),
  trackDistance: z.boolean(),
  trackResistance: z.boolean(),
  trackIncline: z.boolean(),
  trackWeight: z.boolean(),
  trackSteps: z.boolean(),
};

const cardioSet = z.object({
  target,
  ...tracking,
  restBetweenSets: z.optional(rest),
});

const cardio = z.object({
  type: z.literal('CardioExerciseBlueprint'),
  name: z.string(),
  sets: z.array(cardioSet),
  notes: z.string(),
  link: z.string(),
});

const session = z.object({
  version: z.literal(SESSION_VERSION),
  name: z.string(),
  exercises: z.array(z.union([weighted, cardio])),
  notes: z.string(),
});

const blueprint = z.object({
  version: z.literal(PLAN_VERSION),
  name: z.string(),
  sessions: z.array(session),
  /** The day, in UTC: `yyyy-mm-dd`. */
  lastEdited: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
});

/** A training plan, version 3. */
export const planV3 = z.object({
  name: z.string(),
  description: z.string(),
  blueprint,
  version: z.literal(PLAN_VERSION),
});

export type PlanV3 = z.output<typeof planV3>;
export type SessionV3 = z.output<typeof session>;
export type ExerciseV3 = SessionV3['exercises'][number];
export type WeightedV3 = z.output<typeof weighted>;
export type CardioV3 = z.output<typeof cardio>;
export type RestV3 = z.output<typeof rest>;
export type RuleV3 = z.output<typeof rule>;
export type TargetV3 = z.output<typeof target>;
