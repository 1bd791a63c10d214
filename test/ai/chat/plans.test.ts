import { describe, expect, it } from 'vitest';
import { gives } from '../../../infra/local/scripted-model/index.ts';
import { chatFormV1 } from '../../../lib/ai/chat/form-v1.ts';
import { toTurn } from '../../../lib/ai/chat/turn.ts';
import type { Plan } from '../../../lib/contract/ai.ts';
import { aiChat } from '../../../lib/contract/chat.ts';
import { answersOf, isGrowing, message, userTurn } from '../../support/planner/chat-answers.ts';
import { modelExercise, modelSession } from '../../support/planner/planner.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

/** The plans that a model's answer was on the way. */
async function plansOf(plan: object, piece = 1): Promise<Plan[]> {
  scripted.script(gives({ answer: plan }, { piece }));
  const answers = await answersOf(scripted.model);
  expect(isGrowing(answers)).toBe(true);
  for (const answer of answers) expect(aiChat.push.argument.parse(answer)).toEqual(answer);
  return answers.flatMap((answer) => (answer.type === 'chatPlan' ? [answer.plan] : []));
}

const outline = ({ name, description, sessions }: Plan) =>
  [name, description, ...sessions.map((each) => `${each.name}: ${each.exercises.length} ${each.notes}`)].join(
    '|',
  );

describe('a plan', () => {
  it('is made when there is talk of one', async () => {
    const answers = await answersOf(scripted.model, [userTurn('Make me a plan, please.')]);
    expect(answers.length).toBeGreaterThan(10);
    expect(isGrowing(answers)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ type: 'chatPlan', plan: { sessions: [{}, {}, {}] } });
  });

  it('grows by letters, sessions and whole exercises', async () => {
    const exercises = [modelExercise(), modelExercise({ name: 'Row' })];
    const sessions = [
      modelSession({ name: 'A', exercises, notes: 'n' }),
      modelSession({ name: 'B', exercises: exercises.slice(1) }),
    ];
    const plans = await plansOf({ name: 'My', description: 'd', sessions });
    expect(plans.map(outline)).toEqual([
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

  it('has numbers as they are in the end, not as they begin', async () => {
    const exercises = [modelExercise({ repsPerSet: 12, weightIncreaseOnSuccess: 1.25, minRestSeconds: 9e1 })];
    const plans = await plansOf({ name: 'P', description: '', sessions: [modelSession({ exercises })] });
    const seen = plans.flatMap(({ sessions }) => sessions.flatMap((session) => session.exercises));
    expect(seen.length).toBeGreaterThan(0);
    for (const exercise of seen) {
      expect(exercise).toMatchObject({
        repsPerSet: 12,
        weightIncreaseOnSuccess: 1.25,
        restBetweenSets: { minRest: '00:01:30' },
      });
    }
  });

  it('is brought within what the app can hold', async () => {
    const exercises = [modelExercise({ name: `${'x'.repeat(99)}💪`, sets: 1e9 })];
    const plans = await plansOf(
      { name: 'n'.repeat(500), description: 'd', sessions: [modelSession({ exercises })] },
      50,
    );
    expect(plans.at(-1)?.name).toHaveLength(100);
    expect(plans.at(-1)?.sessions[0]?.exercises[0]).toMatchObject({ name: 'x'.repeat(99), sets: 50 });
  });

  it('may have its fields in another order', async () => {
    const { name, exercises, notes } = modelSession();
    const [last] = (
      await plansOf({ sessions: [{ notes, exercises, name }], description: '', name: 'P' })
    ).slice(-1);
    expect(last?.sessions[0]?.exercises).toHaveLength(10);
  });

  const bytes = (plan: Plan | undefined) => Buffer.byteLength(JSON.stringify(plan));
  const large = (given: object, length: number) => ({
    name: 'P',
    description: '',
    sessions: Array.from({ length: 14 }, () =>
      modelSession({ exercises: Array.from({ length }, () => modelExercise(given)) }),
    ),
  });

  it('that is too large loses its notes first, then sessions at the end', async () => {
    scripted.script(gives({ answer: large({ notes: 'n'.repeat(1_000) }, 10) }, { piece: 5_000 }));
    const noted = (await answersOf(scripted.model)).map((answer) =>
      answer.type === 'chatPlan' ? answer.plan : undefined,
    );
    expect(Math.max(...noted.map(bytes))).toBeLessThanOrEqual(100_000);
    expect(noted.at(-1)?.sessions).toHaveLength(14);
    expect(noted.at(-1)?.sessions[13]?.exercises[9]?.notes).toBe('');

    scripted.script(gives({ answer: large({ name: '筋'.repeat(100) }, 30) }, { piece: 5_000 }));
    const named = (await answersOf(scripted.model)).map((answer) =>
      answer.type === 'chatPlan' ? answer.plan : undefined,
    );
    expect(Math.max(...named.map(bytes))).toBeLessThanOrEqual(100_000);
    expect(named.at(-1)?.sessions.length).toBeGreaterThan(4);
    expect(named.at(-1)?.sessions[0]?.exercises).toHaveLength(30);
  });

  it('is remembered as JSON that fits a row of the database', async () => {
    scripted.script(gives({ answer: large({}, 30) }));
    const last = (await answersOf(scripted.model)).at(-1) ?? message('');
    const turn = toTurn(chatFormV1, last);
    expect(turn.role).toBe('assistant');
    expect(Buffer.byteLength(turn.content)).toBeLessThanOrEqual(48_000);
    expect(JSON.parse(turn.content)).toMatchObject({ name: 'P', sessions: expect.any(Array) });
  });
});

it('words are remembered as they are', () => {
  expect(toTurn(chatFormV1, message('Hello "there"'))).toEqual({
    role: 'assistant',
    content: 'Hello "there"',
  });
});
