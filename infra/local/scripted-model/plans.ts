import { type ChatRequest, dataOf } from './request.ts';

const MOVEMENTS = ['Press', 'Row', 'Squat', 'Curl', 'Raise', 'Lunge', 'Pulldown', 'Deadlift', 'Fly', 'Dip'];

const exercise = (name: string, isImperial: boolean) => ({
  name,
  sets: 3,
  repsPerSet: 10,
  weightIncreaseOnSuccess: isImperial ? 5 : 2.5,
  minRestSeconds: 90,
  maxRestSeconds: 180,
  failureRestSeconds: 300,
  notes: 'Slow on the way down.',
});

/** A session in the planner's schema, made from the request. */
export function sessionFor(request: ChatRequest) {
  const { areasToWorkout, minimumExercises, unitOfWeights } = dataOf(request);
  return session('A session', texts(areasToWorkout), Number(minimumExercises ?? 3), unitOfWeights);
}

/** A plan in the planner's schema, made from the request. */
export function planFor(request: ChatRequest) {
  const { daysPerWeek, goals, unitOfWeights } = dataOf(request);
  const days = Array.from({ length: Number(daysPerWeek ?? 3) }, (_, index) => `Day ${index + 1}`);
  return {
    name: `${days.length} days a week`,
    description: `Works towards ${texts(goals).join(', ') || 'strength'}.`,
    sessions: days.map((day) => session(day, ['Dumbbell', 'Cable'], 4, unitOfWeights)),
  };
}

function session(name: string, areas: readonly string[], count: number, unit: unknown) {
  const names = MOVEMENTS.slice(0, count).map(
    (movement, index) => `${areas[index % areas.length]} ${movement}`,
  );
  return {
    name,
    exercises: names.map((each) => exercise(each, unit === 'pounds')),
    notes: 'Warm up for five minutes.',
  };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
