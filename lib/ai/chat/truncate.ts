import type { Plan } from '../../contract/ai.ts';

/**
 * Bytes of a plan as JSON. With what is around it, it stays well below the 128 KB that one message of a socket
 * may have.
 */
const PLAN_BYTES = 100_000;

/** A plan of no more than so many bytes as JSON. What is too long loses its notes, then sessions from the end. */
export function truncatePlan(plan: Plan, bytes = PLAN_BYTES): Plan {
  if (sizeOf(plan) <= bytes) return plan;
  const bare = { ...plan, sessions: plan.sessions.map(withoutNotes) };
  while (sizeOf(bare) > bytes && bare.sessions.length > 1) bare.sessions.pop();
  return bare;
}

const withoutNotes = (session: Plan['sessions'][number]) => ({
  ...session,
  exercises: session.exercises.map((exercise) => ({ ...exercise, notes: '' })),
  notes: '',
});

const sizeOf = (plan: Plan) => Buffer.byteLength(JSON.stringify(plan));
