import { modelCardio, modelSessionV3, modelWeighted } from '../plan-v3/model-plans.ts';

/** Names in the form that people use: the app looks up lifted weights by them. */
export const OWN_NAMES = ['squats (LOW bar)', 'Überkopfdrücken', 'bench Press 💪', 'Sunday run'];

const [squats, press, bench, run] = OWN_NAMES;

/** A program in the form in which the app shares it, which has more than a model is asked for. */
export const ownProgram = () => ({
  version: 3,
  name: 'My own',
  sessions: [
    { version: 6, ...modelSessionV3({ name: 'One', exercises: [shared(squats), shared(press)] }) },
    {
      version: 6,
      ...modelSessionV3({ name: 'Two', exercises: [shared(bench), modelCardio({ name: run })] }),
    },
  ],
  lastEdited: '2026-06-30',
});

const shared = (name: string | undefined) => {
  const { progression, ...exercise } = modelWeighted({ name });
  return {
    ...exercise,
    progression: progression.map((rule) => Object.assign(rule, { trigger: 'allSetsMetTarget' })),
    usesBodyweight: false,
  };
};
