/** What the app can hold and show of a plan. Lengths count UTF-16 units, times seconds. */
export const LIMITS = {
  name: 100,
  /** A person's own names stay as they are, by which the app finds what was lifted. */
  exerciseName: 300,
  notes: 4_000,
  description: 2_000,
  link: 2_000,
  sessions: 50,
  exercises: 50,
  sets: 50,
  reps: 500,
  rules: 5,
  load: 1_000,
  time: 24 * 60 * 60,
  distance: 1_000_000,
};
