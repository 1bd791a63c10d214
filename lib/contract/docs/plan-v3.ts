/** Descriptions of the properties of a plan of version 3, by path. */
const plan = {
  name: 'The name of the plan.',
  description: 'What the plan is about.',
  version: 'The version of the plan.',
  blueprint: 'The training itself.',
};

const blueprint = {
  version: 'The version of the plan, repeated.',
  name: 'The name of the plan, repeated.',
  sessions: 'The sessions, in order.',
  lastEdited: 'Today, in UTC.',
};

const session = {
  version: 'The version of the session.',
  name: 'The name of the session.',
  exercises: 'The exercises, in order: with weights or bodyweight, or by time or distance.',
  'exercises[]': 'An exercise.',
  notes: 'Notes on the session.',
};

const exercise = {
  type: 'The kind of exercise.',
  name: 'The name of the exercise. An exercise that the person already had keeps its exact name.',
  plannedSets: 'The planned sets, one entry per set.',
  'plannedSets[].reps': 'The repetitions: at least `min`, at most `max`.',
  'plannedSets[].reps.min': 'The minimum.',
  'plannedSets[].reps.max': 'The maximum; equal to the minimum where the number is exact.',
  restBetweenSets: 'The rest between sets: `minRest` ≤ `maxRest` ≤ `failureRest`.',
  supersetWithNext: 'Whether it forms a superset with the next exercise.',
  notes: 'Notes on the exercise.',
  link: 'A link that the person gave; otherwise empty.',
  progression:
    'The rules by which the exercise gets harder. The first rule that can be applied is; with no rules, nothing changes.',
  'progression[].axis': 'What increases: the repetitions or the load.',
  'progression[].step': "The increase, in whole repetitions or in the person's unit of weight.",
  'progression[].scope': 'The sets that increase.',
  'progression[].scope.type': 'All sets, or only those with the lowest target.',
  'progression[].scope.pick': 'Which of the lowest sets.',
  'progression[].ceiling': 'Where the rule stops. For repetitions, it is above every planned maximum.',
  'progression[].onCeiling':
    'At the ceiling, the repetitions return to the planned ones, and the next rule is applied.',
  'progression[].trigger': 'When the rule is applied.',
  resistance:
    '`external`: the recorded weight is the load; `bodyweight`: it is added to the body weight; `none`: no load.',
  repsConfig: '`plannedSets`, for apps before 4.21; newer apps ignore it.',
  'repsConfig.type': 'Whether all sets are the same.',
  'repsConfig.reps': 'The exact number.',
  'repsConfig.min': 'The minimum.',
  'repsConfig.max': 'The maximum.',
  'repsConfig.targets': 'One entry per set.',
  'repsConfig.targets[].min': 'The minimum.',
  'repsConfig.targets[].max': 'The maximum.',
  progressiveOverload: '`progression`, for apps before 4.21, which can only increase the weight.',
  'progressiveOverload.type': 'The sets that get heavier.',
  'progressiveOverload.amount': 'The increase.',
  'progressiveOverload.increaseStrategy': 'Which of the lightest sets.',
  usesBodyweight: '`resistance`, for apps before 4.21.',
  sets: 'The planned bouts or intervals.',
  'sets[].target': 'The time or distance to reach.',
  'sets[].target.type': 'Whether the target is a time or a distance.',
  'sets[].target.value': 'The amount.',
  'sets[].target.value.value': 'The distance.',
  'sets[].target.value.unit': 'Its unit.',
  'sets[].trackDuration': 'Whether the time is recorded.',
  'sets[].trackDistance': 'Whether the distance is recorded.',
  'sets[].trackResistance': 'Whether the resistance is recorded.',
  'sets[].trackIncline': 'Whether the incline is recorded.',
  'sets[].trackWeight': 'Whether the weight is recorded.',
  'sets[].trackSteps': 'Whether the steps are recorded.',
  'sets[].restBetweenSets': 'The rest after the set; absent where none is planned.',
};

const rest = {
  minRest: 'The shortest rest, in ISO 8601 with hours, minutes and seconds.',
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
