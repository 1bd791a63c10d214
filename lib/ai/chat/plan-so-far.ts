import * as z from 'zod/mini';
import type { Plan } from '../../contract/ai.ts';
import { normalizePlan } from '../normalize.ts';
import { modelExercise } from '../plan-schema.ts';
import { withoutHalf } from './message.ts';
import { truncatePlan } from './truncate.ts';

const growing = z._default(z.string(), '');

const sessionDraft = z.object({
  name: growing,
  exercises: z._default(z.array(z.unknown()), []),
  notes: growing,
});

const planDraft = z.object({
  name: growing,
  description: growing,
  sessions: z._default(z.array(sessionDraft), []),
});

/**
 * Reads a plan while the model writes it. Texts grow; each exercise is added when it is complete.
 *
 * @param isWhole tells whether an object is complete.
 * @returns a function that makes a plan from the JSON so far; undefined while it has no name, or nothing new to show.
 */
export function planReader(isWhole: (value: unknown) => boolean): (value: unknown) => Plan | undefined {
  let open: unknown;

  const toSession = ({ name, exercises, notes }: z.output<typeof sessionDraft>) => ({
    name: withoutHalf(name),
    exercises: exercises.filter(isWhole).flatMap((each) => modelExercise.safeParse(each).data ?? []),
    notes: withoutHalf(notes),
  });

  return (value) => {
    const draft = planDraft.safeParse(value).data;
    if (draft === undefined) return undefined;
    const newest = draft.sessions.at(-1)?.exercises.at(-1);
    // Only the newest exercise has grown, which is not shown until it is complete.
    if (newest !== undefined && newest === open && !isWhole(newest)) return undefined;
    open = newest;
    const plan = normalizePlan({
      name: withoutHalf(draft.name),
      description: withoutHalf(draft.description),
      sessions: draft.sessions.map(toSession),
    });
    if (plan.name === '') return undefined;
    return truncatePlan({ ...plan, sessions: plan.sessions.filter(({ name }) => name !== '') });
  };
}
