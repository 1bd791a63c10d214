/** The limits of what the app can store and show. Lengths are in UTF-16 units, times in seconds. */
export const LIMITS = {
  name: 100,
  /** Large enough for a person's own names, by which the app finds an exercise's history. */
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
