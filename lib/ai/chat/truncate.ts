import type { Plan } from '../../contract/ai.ts';

/**
 * Bytes of a plan as JSON. With its envelope, it stays well below the limit of 128 KB for a WebSocket message.
 */
const PLAN_BYTES = 100_000;

/** Shortens a plan to a number of bytes as JSON: removes its notes, then sessions from the end. */
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
