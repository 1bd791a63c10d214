import { describe, expect, it } from 'vitest';
import { cutsOff, gives, says } from '../../../infra/local/scripted-model/index.ts';
import { chatFormV2 } from '../../../lib/ai/chat/form-v2.ts';
import { toTurn } from '../../../lib/ai/chat/turn.ts';
import type { ChatResponseV2 } from '../../../lib/contract/chat-v2.ts';
import {
  modelCardio,
  modelPlanV3,
  modelSessionV3,
  modelWeighted,
} from '../../support/plan-v3/model-plans.ts';
import { isGrowing, userTurn } from '../../support/planner/chat-answers.ts';
import { answersOfV2 } from '../../support/planner/chat-v2-answers.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

type Plan = Extract<ChatResponseV2, { type: 'chatPlan' }>;
const plansAmong = (answers: readonly ChatResponseV2[]) =>
  answers.flatMap((answer): Plan[] => (answer.type === 'chatPlan' ? [answer] : []));

const outline = ({ name, description, blueprint }: Plan) =>
  [
    name,
    description,
    ...blueprint.sessions.map((each) => `${each.name}: ${each.exercises.length} ${each.notes}`),
  ].join('|');

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('a plan of version 3', () => {
  it('is made when there is talk of one, flat, with all that the app knows', async () => {
    const answers = await answersOfV2(scripted.model, [userTurn('Make me a plan, please.')]);
    expect(answers.length).toBeGreaterThan(10);
    const last = plansAmong(answers).at(-1);
    expect(Object.keys(last ?? {})).toEqual(['type', 'name', 'description', 'blueprint', 'version']);
    expect(last?.blueprint.lastEdited).toBe(new Date().toISOString().slice(0, 10));
    expect(last?.blueprint.sessions.map(({ exercises }) => exercises.length)).toEqual([4, 6, 4]);
  });

  it('grows by letters, sessions and whole exercises', async () => {
    const exercises = [modelWeighted(), modelCardio()];
    const sessions = [
      modelSessionV3({ name: 'A', exercises, notes: 'n' }),
      modelSessionV3({ name: 'B', exercises: exercises.slice(1) }),
    ];
    scripted.script(gives({ answer: { name: 'My', description: 'd', sessions } }, { piece: 1 }));
    const answers = await answersOfV2(scripted.model);
    expect(isGrowing(answers)).toBe(true);
    expect(plansAmong(answers).map(outline)).toEqual([
      'M|',
      'My|',
      'My|d',
      'My|d|A: 0 ',
      'My|d|A: 1 ',
      'My|d|A: 2 ',
      'My|d|A: 2 n',
      'My|d|A: 2 n|B: 0 ',
      'My|d|A: 2 n|B: 1 ',
    ]);
  });

  it('is taken without the object around it, and as the app has it', async () => {
    const { name, description, sessions } = modelPlanV3();
    scripted.script(gives({ answer: { name, description, sessions } }));
    const usual = (await answersOfV2(scripted.model)).at(-1);
    for (const other of [
      { name, description, sessions },
      { sessions, description, name },
      { answer: usual },
      { type: 'chatPlan', name, description, version: 3, blueprint: { version: 3, name, sessions } },
    ]) {
      scripted.script(gives(other));
      expect((await answersOfV2(scripted.model)).at(-1)).toEqual(usual);
    }
  });

  it('keeps what can be read of it, and what has no name gets one', async () => {
    const exercises = [{ name: 'Nothing' }, modelWeighted({ name: 'Row' }), 7, modelWeighted({ name: ' ' })];
    scripted.script(gives({ answer: { name: '', sessions: [{ exercises }, modelSessionV3({ notes: 3 })] } }));
    const [last] = plansAmong(await answersOfV2(scripted.model)).slice(-1);
    expect(last).toMatchObject({
      name: 'LiftLog',
      description: '',
      blueprint: { name: 'LiftLog', sessions: [{ name: '1', exercises: [{ name: 'Row' }] }, { notes: '' }] },
    });
  });

  it('has at most 50 sessions of at most 50 exercises', async () => {
    const exercises = Array.from({ length: 51 }, () => modelCardio());
    const sessions = [
      modelSessionV3({ exercises }),
      ...Array.from({ length: 50 }, () => modelSessionV3({ exercises: [modelCardio()] })),
    ];
    scripted.script(gives({ answer: modelPlanV3({ sessions }) }));
    const [last] = plansAmong(await answersOfV2(scripted.model)).slice(-1);
    expect(last?.blueprint.sessions).toHaveLength(50);
    expect(last?.blueprint.sessions[0]?.exercises).toHaveLength(50);
  });

  it.each([
    ['no exercise', modelPlanV3({ sessions: [{ name: 'A', exercises: [], notes: '' }] })],
    ['no session', modelPlanV3({ sessions: [] })],
    [
      'exercises that nobody can do',
      modelPlanV3({ sessions: [{ name: 'A', exercises: [{ name: 'Row' }] }] }),
    ],
    ['nothing', {}],
  ])('with %s is none', async (_name, plan) => {
    scripted.script(gives({ answer: plan }));
    await expect(answersOfV2(scripted.model)).rejects.toMatchObject({ status: 502 });
  });

  it('is whole where only the end of the answer is missing', async () => {
    const json = JSON.stringify({ answer: modelPlanV3({ name: 'P' }) });
    scripted.script(cutsOff(json.slice(0, -1)));
    expect(plansAmong(await answersOfV2(scripted.model)).at(-1)).toMatchObject({ name: 'P' });
  });

  it('that breaks off is none, however much of it was seen', async () => {
    const json = JSON.stringify({ answer: modelPlanV3() });
    scripted.script(says(json.slice(0, -20)));
    await expect(answersOfV2(scripted.model)).rejects.toMatchObject({ status: 502 });
  });
});

describe('a plan that is too large for a message', () => {
  const large = (given: object) => ({
    name: 'P',
    description: '',
    sessions: Array.from({ length: 14 }, () =>
      modelSessionV3({ exercises: Array.from({ length: 10 }, () => modelWeighted(given)) }),
    ),
  });

  it('loses its notes first, and grows until then', async () => {
    scripted.script(gives({ answer: large({ notes: 'n'.repeat(1_000) }) }, { piece: 5_000 }));
    const plans = plansAmong(await answersOfV2(scripted.model));
    expect(Math.max(...plans.map(bytes))).toBeLessThanOrEqual(120_100);
    expect(plans.at(-1)?.blueprint.sessions).toHaveLength(14);
    expect(plans.at(-1)?.blueprint.sessions[13]?.exercises[9]?.notes).toBe('');
  });

  it('then sessions from the end, and at last exercises, of which the last one is done by itself', async () => {
    scripted.script(gives({ answer: large({ name: '筋'.repeat(100) }) }, { piece: 5_000 }));
    const named = plansAmong(await answersOfV2(scripted.model));
    expect(Math.max(...named.map(bytes))).toBeLessThanOrEqual(120_100);
    expect(named.at(-1)?.blueprint.sessions.length).toBeGreaterThan(4);
    expect(named.at(-1)?.blueprint.sessions[0]?.exercises).toHaveLength(10);

    const plannedSets = Array.from({ length: 50 }, (_, index) => ({ reps: { min: 100 + index, max: 500 } }));
    const exercise = modelWeighted({ name: '筋'.repeat(300), plannedSets, supersetWithNext: true });
    const session = modelSessionV3({ exercises: Array.from({ length: 50 }, () => exercise) });
    scripted.script(gives({ answer: modelPlanV3({ sessions: [session] }) }, { piece: 20_000 }));
    const [one] = plansAmong(await answersOfV2(scripted.model)).slice(-1);
    expect(bytes(one)).toBeLessThanOrEqual(120_100);
    expect(one?.blueprint.sessions[0]?.exercises.length).toBeGreaterThan(10);
  });

  it('is remembered in a size that fits a row of the database', async () => {
    scripted.script(gives({ answer: large({ name: '筋'.repeat(50) }) }));
    const [last] = plansAmong(await answersOfV2(scripted.model)).slice(-1);
    if (last === undefined) throw new Error('There is no plan.');
    const turn = toTurn(chatFormV2(undefined), last);
    expect(Buffer.byteLength(turn.content)).toBeLessThanOrEqual(48_000);
    expect(JSON.parse(turn.content).answer.sessions.length).toBeGreaterThan(3);
  });
});

describe('what is remembered', () => {
  it('of a plan is the answer as the model is asked for it, and makes the same plan', async () => {
    const [last] = plansAmong(await answersOfV2(scripted.model, [userTurn('A plan for 2 days.')])).slice(-1);
    if (last === undefined) throw new Error('There is no plan.');
    const { content, role } = toTurn(chatFormV2(undefined), last);
    expect(role).toBe('assistant');
    expect(content).not.toMatch(/repsConfig|usesBodyweight|progressiveOverload|trigger|lastEdited/);
    scripted.script(says(content));
    expect((await answersOfV2(scripted.model)).at(-1)).toEqual(last);
  });

  it('of words is what they are', () => {
    const words = { type: 'messageResponse', message: 'Hello "there"' } as const;
    expect(toTurn(chatFormV2(undefined), words).content).toBe('Hello "there"');
  });
});
