import { describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  fails,
  hangs,
  type Pace,
  says,
  type TextReply,
  withHabits,
} from '../../infra/local/scripted-model/index.ts';
import type { Model } from '../../lib/ai/model.ts';
import { planSession, planWorkout } from '../../lib/ai/planner.ts';
import { answersOf, message } from '../support/planner/chat-answers.ts';
import { lineTo, modelSession, sessionAttributes, workoutAttributes } from '../support/planner/planner.ts';
import { useScriptedModel } from '../support/planner/scripted.ts';

const scripted = useScriptedModel();

const plan = { name: 'A plan', description: 'For 💪', sessions: [modelSession()] };

/** All that models are asked for: the text of a good answer, and how it is asked for. */
const askedFor = [
  {
    what: 'a plan in a chat',
    text: JSON.stringify({ answer: plan }),
    ask: (line: Model): Promise<unknown[]> => answersOf(line),
    gives: expect.objectContaining({ type: 'chatPlan', plan: expect.objectContaining({ name: 'A plan' }) }),
  },
  {
    what: 'words in a chat',
    text: JSON.stringify({ answer: 'Hello "you" {there}' }),
    ask: (line: Model): Promise<unknown[]> => answersOf(line),
    gives: message('Hello "you" {there}'),
  },
  {
    what: 'a plan',
    text: JSON.stringify(plan),
    ask: async (line: Model) => [await planWorkout(line, workoutAttributes({ daysPerWeek: 1 }))],
    gives: expect.objectContaining({ name: 'A plan', description: 'For 💪' }),
  },
  {
    what: 'a session',
    text: JSON.stringify(modelSession()),
    ask: async (line: Model) => [await planSession(line, sessionAttributes())],
    gives: expect.objectContaining({ name: 'Push' }),
  },
] as const;

const SECRET = 'The person wants';
const thought = `<think>${SECRET} {"answer": "what?", "name": 1}.\n</think>\n`;

/** Other habits of models and their servers, applied to an answer's text. */
const habits: [string, (text: string, pace?: Pace) => TextReply][] = [
  ['writes the object once more', (text, pace) => says(`${text}\n${text}`, pace)],
  ['adds a sentence', (text, pace) => says(`${text}\n\nHere you are! {"x": 1}`, pace)],
  ["adds a mark of its turn's end", (text, pace) => says(`${text}<|im_end|>`, pace)],
  ['writes white space until it is cut off', (text) => cutsOff(text + ' \n'.repeat(200))],
  ['is cut off right behind the object', (text) => cutsOff(text)],
  ['loses the connection right behind the object', (text) => breaksOff(`${text}   `, text.length)],
  ['gives no reason for its end', (text, pace) => withHabits(says(text, pace), { ending: 'never' })],
  ['gives an empty reason for its end', (text, pace) => withHabits(says(text, pace), { ending: 'empty' })],
  ['is at its end all the time', (text, pace) => withHabits(says(text, pace), { ending: 'always' })],
  ['does not refuse, and says so', (text, pace) => withHabits(says(text, pace), { hasEmptyRefusal: true })],
  ['puts a fence around the object', (text, pace) => says(`\`\`\`json\n${text}\n\`\`\``, pace)],
  ['puts a preamble before it', (text, pace) => says(`${SECRET} {this}:\n\n${text}`, pace)],
  ['puts both', (text, pace) => says(`${SECRET} this:\n\`\`\`\n${text}\n\`\`\`\nEnjoy!`, pace)],
  ['thinks aloud', (text, pace) => says(thought + text, pace)],
  ['thinks twice', (text, pace) => says(`${thought}Well.${thought}<think></think>${text}`, pace)],
];

/** An answer that is sent whole and loses its connection has no end. */
const habitsOfWhole = habits.filter(([name]) => !name.startsWith('loses'));

describe.each(askedFor)('$what comes whole from a model that', ({ text, ask, gives }) => {
  it.each(habits)('%s', async (_name, reply) => {
    for (const piece of [1, 7, 1_000]) {
      scripted.script(reply(text, { piece }));
      const answers = await ask(scripted.model);
      expect(answers.at(-1)).toEqual(gives);
      expect(JSON.stringify(answers)).not.toContain(SECRET);
      expect(scripted.calls).toHaveLength(1);
    }
  });

  it.each(habitsOfWhole)('%s, and answers whole where a stream is asked for', async (_name, reply) => {
    const given = reply(text);
    scripted.script(withHabits(given, { ...given.habits, isWhole: true }));
    const answers = await ask(scripted.model);
    expect(answers.at(-1)).toEqual(gives);
    expect(JSON.stringify(answers)).not.toContain(SECRET);
    expect(scripted.calls).toHaveLength(1);
  });

  it('goes on after it, at once: the call is closed', async () => {
    scripted.script(says(`${text} and so on`, { piece: [text.length, 4], pause: 60_000 }));
    expect((await ask(scripted.model)).at(-1)).toEqual(gives);
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });

  it.each([
    ['before it answers', { thinking: 900 }],
    ['while it answers', { piece: [20, 10_000], pause: 900 }],
  ])('is slow, and shows that it lives, %s', async (_name, pace) => {
    scripted.script(withHabits(says(text, pace), { keepsAlive: 20 }));
    expect((await ask(lineTo(scripted, 300))).at(-1)).toEqual(gives);
  });

  it.each<[string, TextReply]>([
    ['before it answers', hangs()],
    ['after a comment', withHabits(says('', { thinking: 60_000 }), { keepsAlive: 59_000 })],
    ['while it answers', says(text, { piece: [20, 10_000], pause: 60_000 })],
  ])('is not silent: one that is, %s, is given up and not asked again', async (_name, reply) => {
    scripted.script(reply);
    await expect(ask(lineTo(scripted, 200))).rejects.toMatchObject({ status: 504 });
    expect(await Promise.all(scripted.calls.map(({ ended }) => ended))).toEqual(['hung up']);
  });

  it('is not busy for longer than a person would wait, retries included', async () => {
    scripted.script(fails(429, { headers: { 'retry-after-ms': '1500' } }));
    await expect(ask(lineTo(scripted, 2_000))).rejects.toMatchObject({ status: 504 });
    expect(scripted.calls).toHaveLength(2);
  });
});

describe('words of a model that is held to no form', () => {
  it.each([
    ['its thoughts', `${thought}Hello`],
    ['thoughts without a beginning', `${SECRET} that.</think>\n\nHello`],
  ])('are shown without %s', async (_name, text) => {
    scripted.script(says(text, { piece: 3 }));
    expect(await answersOf(scripted.model)).toEqual([message('Hello')]);
  });

  it('never show a thought, wherever it is cut into pieces and however slow it is', async () => {
    scripted.script(says(`A <think>${SECRET}</think>B`, { piece: [2, 1, 3, 20, 100], pause: 600 }));
    expect(JSON.stringify(await answersOf(scripted.model))).not.toMatch(/<|person/);
  });

  it('are replaced by an object that comes late', async () => {
    scripted.script(says('Let me see. Yes: {"answer":"Hello"}', { piece: [5, 5, 100], pause: 1_100 }));
    expect(await answersOf(scripted.model)).toEqual([message('Let me see'), message('Hello')]);
  });
});

it('says the form in the instructions too, for servers that hold a model to none', async () => {
  for (const { ask } of askedFor) {
    await ask(scripted.model);
    const [call] = scripted.calls;
    const schema = JSON.stringify(call?.request.response_format?.json_schema?.schema);
    expect(call?.request.messages[0]?.content).toContain(schema);
    scripted.script();
  }
});
