/** What a plan of version 3 says, by the place in it. */
const plan = {
  name: 'The name of the plan.',
  description: 'What the plan is about.',
  version: 'The version of the plan.',
  blueprint: 'What is trained.',
};

const blueprint = {
  version: 'The same version.',
  name: 'The same name.',
  sessions: 'The sessions, in order.',
  lastEdited: 'Today, in UTC.',
};

const session = {
  version: 'The version of sessions.',
  name: 'The name of the session.',
  exercises: 'The exercises, in order: with weights or bodyweight, or by time or distance.',
  'exercises[]': 'An exercise.',
  notes: 'What to know of the session.',
};

const exercise = {
  type: 'Which kind of exercise it is.',
  name: 'The name of the exercise. One that the person had before has their own name, to the letter.',
  plannedSets: 'What is planned, one entry a set.',
  'plannedSets[].reps': 'The repetitions: at least `min`, at most `max`.',
  'plannedSets[].reps.min': 'The fewest.',
  'plannedSets[].reps.max': 'The most; the same as the fewest for exactly so many.',
  restBetweenSets: 'How long to rest: `minRest` ≤ `maxRest` ≤ `failureRest`.',
  supersetWithNext: 'Whether it is done in turns with the exercise after it.',
  notes: 'What to know of the exercise.',
  link: 'Empty, unless the person gave one.',
  progression: 'How it gets harder: the first rule that can move moves. Empty, it stays as it is.',
  'progression[].axis': 'What gets more.',
  'progression[].step': "By how much: whole repetitions, or the person's unit of weight.",
  'progression[].scope': 'Which sets move.',
  'progression[].scope.type': 'All of them, or those that ask for least.',
  'progression[].scope.pick': 'Which of those.',
  'progression[].ceiling': 'Where it ends; of repetitions, above what any set asks for.',
  'progression[].onCeiling': 'There the repetitions go back to the planned ones, and the next rule moves.',
  'progression[].trigger': 'When it moves.',
  resistance:
    '`external`: the stored weight is all; `bodyweight`: it is added to the lifter; `none`: there is none.',
  repsConfig: '`plannedSets`, for apps from before 4.21; newer ones pass it over.',
  'repsConfig.type': 'Whether the sets are alike.',
  'repsConfig.reps': 'Exactly so many.',
  'repsConfig.min': 'The fewest.',
  'repsConfig.max': 'The most.',
  'repsConfig.targets': 'One entry a set.',
  'repsConfig.targets[].min': 'The fewest.',
  'repsConfig.targets[].max': 'The most.',
  progressiveOverload: '`progression`, for apps from before 4.21, which know of weight alone.',
  'progressiveOverload.type': 'Which sets get heavier.',
  'progressiveOverload.amount': 'By how much.',
  'progressiveOverload.increaseStrategy': 'Which of the lightest sets.',
  usesBodyweight: '`resistance`, for apps from before 4.21.',
  sets: 'What is planned, one entry a bout.',
  'sets[].target': 'How long, or how far.',
  'sets[].target.type': 'Which of the two.',
  'sets[].target.value': 'How much of it.',
  'sets[].target.value.value': 'The distance.',
  'sets[].target.value.unit': 'Its unit.',
  'sets[].trackDuration': 'Whether the time is recorded.',
  'sets[].trackDistance': 'Whether the distance is recorded.',
  'sets[].trackResistance': 'Whether the resistance is recorded.',
  'sets[].trackIncline': 'Whether the incline is recorded.',
  'sets[].trackWeight': 'Whether the weight is recorded.',
  'sets[].trackSteps': 'Whether the steps are recorded.',
  'sets[].restBetweenSets': 'How long to rest; absent where none is planned.',
};

const rest = {
  minRest: 'The shortest rest, ISO 8601 of hours, minutes and seconds.',
  maxRest: 'The longest rest.',
  failureRest: 'The rest after a failed set.',
};

const below = (place: string, docs: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(docs).map(([name, text]) => [`${place}.${name}`, text]));

/** @param name of the schema that has the properties of a plan. */
export const planV3Docs = (name: string): Readonly<Record<string, string>> => {
  const sessions = `${name}.blueprint.sessions[]`;
  const exercises = `${sessions}.exercises[]`;
  return {
    ...below(name, plan),
    ...below(`${name}.blueprint`, blueprint),
    ...below(sessions, session),
    ...below(exercises, exercise),
    ...below(`${exercises}.restBetweenSets`, rest),
    ...below(`${exercises}.sets[].restBetweenSets`, rest),
  };
};
