import type { PlanV3, SessionV3 } from '../../contract/plan-v3.ts';
import { withoutOpenSuperset } from './superset.ts';

/**
 * Bytes of a plan as JSON. With what is around it, it stays well below the 128 KB that one message of a socket
 * may have.
 */
const PLAN_BYTES = 100_000;

/**
 * A plan of no more than so many bytes. What is too long loses its notes, then sessions from the end, and of the
 * last one exercises from the end.
 *
 * @param sizeOf bytes of a plan, by default as it is sent.
 */
export function truncate(
  plan: PlanV3,
  bytes = PLAN_BYTES,
  sizeOf: (plan: PlanV3) => number = asSent,
): PlanV3 {
  if (sizeOf(plan) <= bytes) return plan;
  const { blueprint } = plan;
  let sessions = blueprint.sessions.map(withoutNotes);
  const bare = () => ({ ...plan, blueprint: { ...blueprint, sessions } });
  while (sizeOf(bare()) > bytes && sessions.length > 0) {
    sessions = sessions.length > 1 ? sessions.slice(0, -1) : withoutLast(sessions);
  }
  return bare();
}

const withoutNotes = (session: SessionV3): SessionV3 => ({
  ...session,
  exercises: session.exercises.map((exercise) => ({ ...exercise, notes: '' })),
  notes: '',
});

const withoutLast = (sessions: readonly SessionV3[]): SessionV3[] =>
  sessions.flatMap((session) => {
    const exercises = withoutOpenSuperset(session.exercises.slice(0, -1));
    return exercises.length === 0 ? [] : { ...session, exercises };
  });

const asSent = (plan: PlanV3) => Buffer.byteLength(JSON.stringify(plan));
