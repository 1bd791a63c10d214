import type { PlanV3, SessionV3 } from '../../contract/plan-v3.ts';
import { withoutOpenSuperset } from './superset.ts';

/**
 * Bytes of a plan as JSON. With its envelope, it stays below the limit of 128 KB for a WebSocket message.
 */
const PLAN_BYTES = 120_000;

/**
 * Shortens a plan to a number of bytes: removes its notes, then sessions from the end, then exercises from the end of the
 * last remaining session.
 *
 * @param toForm converts the plan to the format whose size counts; by default, the one that is sent.
 */
export function truncate(
  plan: PlanV3,
  bytes = PLAN_BYTES,
  toForm: (plan: PlanV3) => unknown = (same) => same,
): PlanV3 {
  const having = (...sessions: SessionV3[]): PlanV3 => ({
    ...plan,
    blueprint: { ...plan.blueprint, sessions },
  });
  const sizeOf = (...sessions: SessionV3[]) => Buffer.byteLength(JSON.stringify(toForm(having(...sessions))));
  if (sizeOf(...plan.blueprint.sessions) <= bytes) return plan;

  const bare = plan.blueprint.sessions.map(withoutNotes);
  const sessions = startOf(bare, bytes - sizeOf(), (session) => sizeOf(session) - sizeOf());
  const [first] = bare;
  if (sessions.length > 0 || first === undefined) return having(...sessions);

  const of = (...exercises: SessionV3['exercises']) => ({ ...first, exercises });
  const exercises = startOf(
    first.exercises,
    bytes - sizeOf(of()),
    (exercise) => sizeOf(of(exercise)) - sizeOf(of()),
  );
  return having(of(...withoutOpenSuperset(exercises)));
}

/** The first items that fit, counting a comma between them. */
function startOf<Item>(
  items: readonly Item[],
  room: number,
  sizeOf: (item: Item) => number,
): readonly Item[] {
  let left = room;
  const end = items.findIndex((item) => {
    left -= sizeOf(item) + 1;
    return left < 0;
  });
  return end < 0 ? items : items.slice(0, end);
}

const withoutNotes = (session: SessionV3): SessionV3 => ({
  ...session,
  exercises: session.exercises.map((exercise) => ({ ...exercise, notes: '' })),
  notes: '',
});
