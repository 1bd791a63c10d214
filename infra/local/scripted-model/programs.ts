import * as z from 'zod/mini';
import type { ChatRequest } from './request.ts';

// People's programs, as scripted answers read them: in the schema of chat version 2, or as the app shares them.

const rule = z.object({
  axis: z.string(),
  step: z.string(),
  scope: z.unknown(),
  ceiling: z._default(z.nullable(z.string()), null),
  onCeiling: z._default(z.nullable(z.string()), null),
});

const weighted = z.object({
  type: z.literal('WeightedExerciseBlueprint'),
  name: z.string(),
  plannedSets: z.array(z.object({ reps: z.object({ min: z.number(), max: z.number() }) })),
  restBetweenSets: z.unknown(),
  supersetWithNext: z.boolean(),
  notes: z.string(),
  link: z.string(),
  progression: z.array(rule),
  resistance: z.string(),
});

const cardio = z.object({
  type: z.literal('CardioExerciseBlueprint'),
  name: z.string(),
  sets: z.array(z.looseObject({ restBetweenSets: z._default(z.nullable(z.unknown()), null) })),
  notes: z.string(),
  link: z.string(),
});

const session = z.object({
  name: z.string(),
  exercises: z.array(z.union([weighted, cardio])),
  notes: z.string(),
});

const program = z.object({
  name: z.string(),
  description: z._default(z.string(), ''),
  sessions: z.array(session),
});

export type Program = z.output<typeof program>;

/** Finds the program in a text, with or without words around it. */
export function programIn(text: string): Program | undefined {
  const json = /\{[^]*\}/.exec(text)?.[0] ?? '';
  try {
    const value: unknown = JSON.parse(json);
    return [value, property(value, 'answer'), property(value, 'blueprint')]
      .map((each) => program.safeParse(each).data)
      .find((each) => each !== undefined);
  } catch {
    return undefined;
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? { ...value }[name] : undefined;

/** The latest program in the conversation. */
export const latestProgram = ({ messages }: ChatRequest): Program | undefined =>
  messages
    .slice(1)
    .map(({ content }) => programIn(content))
    .findLast((each) => each !== undefined);

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

/** The program with a change: one day, or all of them, gets an exercise fewer or a set more. */
export function changed({ sessions, ...given }: Program, wish: string): Program {
  const word = /\bday (\w+)/i.exec(wish)?.[1]?.toLowerCase() ?? '';
  const day = NUMBERS.includes(word) ? NUMBERS.indexOf(word) : Number(word) - 1;
  const isSelected = (index: number) => !(day >= 0) || index === day;
  const change = /\bshorter\b/i.test(wish) ? shorter : harder;
  return { ...given, sessions: sessions.map((each, index) => (isSelected(index) ? change(each) : each)) };
}

type Session = Program['sessions'][number];

const shorter = (given: Session): Session => ({
  ...given,
  exercises: given.exercises.slice(0, Math.max(1, given.exercises.length - 1)),
});

const harder = (given: Session): Session => ({
  ...given,
  exercises: given.exercises.map((each) =>
    each.type === 'WeightedExerciseBlueprint'
      ? { ...each, plannedSets: [...each.plannedSets, ...each.plannedSets.slice(-1)] }
      : each,
  ),
});
