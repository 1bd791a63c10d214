import * as z from 'zod/mini';
import { entries, list, nothing, text } from './common.ts';
import { route } from './route.ts';

/** A length of time: `hh:mm:ss`, or `d.hh:mm:ss` for a day or more. */
const timeSpan = z.string();

const exercise = z.object({
  name: z.string(),
  sets: z.int(),
  repsPerSet: z.int(),
  /** In kilograms or pounds, whichever was asked for. */
  weightIncreaseOnSuccess: z.number(),
  /** minRest ≤ maxRest ≤ failureRest. */
  restBetweenSets: z.object({ minRest: timeSpan, maxRest: timeSpan, failureRest: timeSpan }),
  supersetWithNext: z.literal(false),
  notes: z.string(),
  link: z.literal(''),
});

const session = z.object({ name: z.string(), exercises: z.array(exercise), notes: z.string() });

export const plan = z.object({ name: z.string(), description: z.string(), sessions: z.array(session) });

export type Exercise = z.output<typeof exercise>;
export type Session = z.output<typeof session>;
export type Plan = z.output<typeof plan>;

const workoutAttributes = z.object({
  gender: z.enum(['Male', 'Female', 'Other', 'PreferNotToSay']),
  /** As the app's form has it, such as `70-80`. */
  weightRange: text(1, 30),
  age: z.int().check(z.minimum(12), z.maximum(149)),
  daysPerWeek: z.int().check(z.minimum(1), z.maximum(7)),
  goals: list(text(3, 30), 1, 9),
  experience: z.enum(['Beginner', 'Intermediate', 'Advanced', 'Professional']),
  useImperialUnits: z.boolean(),
  /** The same limit as a message of the chat. */
  additionalInfo: z.nullish(text(0, 32 * 1024)),
});

const sessionAttributes = z.object({
  areasToWorkout: list(text(3, 15), 1, 9),
  /** The training volume, in percent of the maximum. */
  volume: z.number().check(z.minimum(0), z.maximum(100)),
  /** The user's current weights, by the exercise's name. */
  exerciseToKilograms: entries(49, z.number(), 100),
  useImperialUnits: z.boolean(),
  additionalInfo: z.nullish(text(0, 200)),
});

export type WorkoutAttributes = z.output<typeof workoutAttributes>;
export type SessionAttributes = z.output<typeof sessionAttributes>;

export const makeWorkout = route({
  name: 'ai/workout',
  methods: ['POST'],
  path: '/ai/workout',
  summary: 'Makes a training plan for a person',
  access: 'metered',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ attributes: workoutAttributes }),
  response: plan,
});

export const makeSession = route({
  name: 'ai/session',
  methods: ['POST'],
  path: '/ai/session',
  summary: 'Makes one training session',
  access: 'metered',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ attributes: sessionAttributes }),
  response: session,
});
