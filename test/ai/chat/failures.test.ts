import { describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  fails,
  filters,
  gives,
  hangs,
  limitsRate,
  refuses,
  type Script,
  says,
  sends,
} from '../../../infra/local/scripted-model/index.ts';
import { chatFormV1 } from '../../../lib/ai/chat/form-v1.ts';
import { streamAnswer } from '../../../lib/ai/chat/stream-answer.ts';
import type { Model } from '../../../lib/ai/model.ts';
import type { ChatResponse } from '../../../lib/contract/chat.ts';
import { toLoggedError } from '../../../lib/log.ts';
import { Problem } from '../../../lib/problem/problem.ts';
import { answersOf, message, userTurn } from '../../support/planner/chat-answers.ts';
import { lineTo, modelExercise, modelSession } from '../../support/planner/planner.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

/** How an answer fails, and what there was of it before. */
async function failureOf(line: Model) {
  const answers: ChatResponse[] = [];
  try {
    for await (const answer of streamAnswer(
      line,
      chatFormV1,
      [userTurn(SECRET)],
      new AbortController().signal,
    ))
      answers.push(answer);
  } catch (error) {
    if (error instanceof Problem) return { problem: error, answers };
    throw error;
  }
  throw new Error('There was no problem.');
}

const SECRET = 'a text of the user';
const plan = { name: 'P', description: '', sessions: [modelSession()] };
const planText = JSON.stringify({ answer: plan });
const withExercise = (given: object) => ({
  answer: { ...plan, sessions: [modelSession({ exercises: [modelExercise(given)] })] },
});
const streams = (...events: string[]) =>
  sends(events.map((event) => `data: ${event}\n\n`).join(''), 'text/event-stream');
const chunk = (content: string) => JSON.stringify({ choices: [{ index: 0, delta: { content } }] });

/** The model's failure, its script, the problem's status, detail and Retry-After, and the number of calls. */
const failures: [string, Script, number, RegExp, RegExp, number][] = [
  ['refuses', refuses(), 502, /refused/, /^$/, 1],
  ['is filtered', filters(), 502, /refused/, /^$/, 1],
  ['is cut off in a plan', cutsOff(planText.slice(0, 99)), 502, /cut off/, /^$/, 1],
  ['is cut off before it begins', cutsOff('{"answer'), 502, /cut off/, /^$/, 1],
  ['is rate-limited', limitsRate('120'), 503, /busy/, /^120$/, 3],
  ['fails', fails(500), 502, /failed/, /^30$/, 3],
  ['refuses the key', fails(401), 503, /OPENAI_API_KEY/, /^$/, 1],
  ['is not there', fails(404), 503, /OPENAI_MODEL/, /^$/, 1],
  ['refuses the request', fails(400), 502, /rejected the request/, /^$/, 1],
  ['breaks off', breaksOff(planText, 40), 502, /failed/, /^30$/, 1],
  ['breaks off in words', breaksOff('Hello there', 5), 502, /failed/, /^30$/, 1],
  ['stops without an end', streams(chunk('Hello')), 502, /failed/, /^30$/, 1],
  ['stops in the middle of an event', streams(chunk('Hello'), '{"choices": ['), 502, /failed/, /^30$/, 1],
  [
    'sends an error',
    streams(chunk('Hello'), '{"error":{"message":"a text of the user"}}'),
    502,
    /failed/,
    /^30$/,
    1,
  ],
  ['sends a web page', sends('<html>', 'text/html'), 502, /failed/, /^30$/, 1],
  ['sends other things', streams('{}', '[]', '{"choices":[]}'), 502, /failed/, /^30$/, 1],
  ['says nothing', says(''), 502, /no usable/, /^1$/, 1],
  ['says nothing but blanks', says(' \n '), 502, /no usable/, /^1$/, 1],
  ['answers with nothing', gives({ answer: ' ' }), 502, /no usable/, /^1$/, 1],
  ['answers with null', gives({ answer: null }), 502, /no usable/, /^1$/, 1],
  ['gives another form', gives(plan), 502, /no usable/, /^1$/, 1],
  ['ends half-way', says(planText.slice(0, 200)), 502, /no usable/, /^1$/, 1],
  ['gives no sessions', gives({ answer: { ...plan, sessions: [] } }), 502, /no usable/, /^1$/, 1],
  ['gives a nameless exercise', gives(withExercise({ name: ' ' })), 502, /no usable/, /^1$/, 1],
  ['gives words for numbers', gives(withExercise({ sets: SECRET })), 502, /no usable/, /^1$/, 1],
];

describe('a model that', () => {
  it.each(failures)('%s', async (_name, script, status, detail, retryAfter, calls) => {
    scripted.script(script);
    const { problem } = await failureOf(scripted.model);
    expect(problem.status).toBe(status);
    expect(problem.message).toMatch(detail);
    expect(problem.headers['retry-after'] ?? '').toMatch(retryAfter);
    expect(scripted.calls).toHaveLength(calls);
    expect(problem.toJson('id') + JSON.stringify(toLoggedError(problem))).not.toContain(SECRET);
  });

  it('breaks off has said what it said', async () => {
    scripted.script(breaksOff('Hello there', 5));
    expect((await failureOf(scripted.model)).answers).toEqual([message('Hello')]);
  });

  it('fails at first is asked again', async () => {
    scripted.script(fails(503), says('Hello'));
    expect(await answersOf(scripted.model)).toEqual([message('Hello')]);
  });

  it('has ended its answer may break off the connection', async () => {
    const end = JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    scripted.script(streams(chunk('Hello'), end, '{"choices": ['));
    expect(await answersOf(scripted.model)).toEqual([message('Hello')]);
  });

  it('falls silent is given up, and hung up on', async () => {
    scripted.script(says('Hello there', { piece: [5, 100], pause: 60_000 }));
    const { problem, answers } = await failureOf(lineTo(scripted, 100));
    expect(problem.status).toBe(504);
    expect(problem.headers['retry-after']).toBe('30');
    expect(answers).toEqual([message('Hello')]);
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });

  it('never answers is given up, and hung up on', async () => {
    scripted.script(hangs());
    expect((await failureOf(lineTo(scripted, 50))).problem.status).toBe(504);
    expect(await Promise.all(scripted.calls.map(({ ended }) => ended))).toEqual(['hung up']);
  });
});

describe('an answer that is stopped', () => {
  it.each([
    ['in words', gives({ answer: 'Hello there' }, { piece: [16, 100], pause: 60_000 })],
    ['in a plan', says(planText, { piece: [24, 100], pause: 60_000 })],
  ])('ends without an error, and the call with it: %s', async (_name, script) => {
    scripted.script(script);
    const stop = new AbortController();
    const answers: ChatResponse[] = [];
    for await (const answer of streamAnswer(scripted.model, chatFormV1, [userTurn('Hello')], stop.signal)) {
      answers.push(answer);
      stop.abort();
    }
    expect(answers).toHaveLength(1);
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });

  it('before it begins is none', async () => {
    scripted.script(hangs());
    expect(await answersOf(scripted.model, [userTurn('Hello')], { signal: AbortSignal.timeout(50) })).toEqual(
      [],
    );
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });

  it('before it is asked for is not asked for', async () => {
    expect(await answersOf(scripted.model, [userTurn('Hello')], { signal: AbortSignal.abort() })).toEqual([]);
    expect(scripted.calls).toEqual([]);
  });

  it('while a busy model is waited for is not waited for', async () => {
    scripted.script(fails(429, { headers: { 'retry-after-ms': '25000' } }));
    expect(await answersOf(scripted.model, [userTurn('Hello')], { signal: AbortSignal.timeout(50) })).toEqual(
      [],
    );
  });
});
