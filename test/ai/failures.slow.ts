import { describe, expect, it, vi } from 'vitest';
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
  startScriptedModel,
} from '../../infra/local/scripted-model/index.ts';
import { planWorkout } from '../../lib/ai/planner.ts';
import { toLoggedError } from '../../lib/log.ts';
import { Problem } from '../../lib/problem/problem.ts';
import { lineTo, modelExercise, modelSession, workoutAttributes } from '../support/planner/planner.ts';
import { useScriptedModel } from '../support/planner/scripted.ts';

const scripted = useScriptedModel();

async function problemOf(planning: Promise<unknown>): Promise<Problem> {
  const outcome = await planning.catch((error: unknown) => error);
  if (outcome instanceof Problem) return outcome;
  throw new Error('There was no problem.', { cause: outcome });
}

const SECRET = 'a text of the user';
const plan = { name: 'P', description: '', sessions: [modelSession()] };
const planText = JSON.stringify(plan);
const withExercise = (given: object) => ({
  ...plan,
  sessions: [modelSession({ exercises: [modelExercise(given)] })],
});
const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();

/** The model's failure, its script, the problem's status, detail and Retry-After, and the number of calls. */
const failures: [string, Script, number, RegExp, RegExp, number][] = [
  ['refuses', refuses(), 502, /refused/, /^$/, 1],
  ['is filtered', filters(), 502, /refused/, /^$/, 1],
  ['is cut off', cutsOff(planText.slice(0, 99)), 502, /cut off/, /^$/, 1],
  ['is rate-limited', limitsRate('120'), 503, /busy/, /^120$/, 3],
  ['is rate-limited until a time', limitsRate(inAnHour), 503, /busy/, /^3[56]\d\d$/, 3],
  ['is rate-limited for nobody knows how long', limitsRate('tomorrow'), 503, /busy/, /^60$/, 3],
  ['fails', fails(500), 502, /failed/, /^30$/, 3],
  ['is overloaded', fails(503), 502, /failed/, /^30$/, 3],
  ['refuses the key', fails(401), 503, /OPENAI_API_KEY/, /^$/, 1],
  ['forbids', fails(403), 503, /OPENAI_API_KEY/, /^$/, 1],
  ['is not there', fails(404), 503, /OPENAI_MODEL/, /^$/, 1],
  ['refuses the request', fails(400), 502, /rejected the request/, /^$/, 1],
  ['breaks off', breaksOff(planText, 40), 502, /failed/, /^30$/, 1],
  ['sends broken JSON', sends('{"choices": ['), 502, /failed/, /^30$/, 1],
  ['sends a web page', sends('<html>', 'text/html'), 502, /failed/, /^30$/, 1],
  ['answers nothing', sends('{"choices": []}'), 502, /failed/, /^30$/, 1],
  ['says nothing', says(''), 502, /no usable/, /^1$/, 2],
  ['chats', says('Here is your plan!'), 502, /no usable/, /^1$/, 2],
  ['gives half a plan', says(planText.slice(0, 200)), 502, /no usable/, /^1$/, 2],
  ['gives a list', gives([]), 502, /no usable/, /^1$/, 2],
  ['gives no sessions', gives({ ...plan, sessions: [] }), 502, /no usable/, /^1$/, 2],
  [
    'gives an empty session',
    gives({ ...plan, sessions: [modelSession(), modelSession({ exercises: [] })] }),
    502,
    /no usable/,
    /^1$/,
    2,
  ],
  ['gives a nameless exercise', gives(withExercise({ name: ' ' })), 502, /no usable/, /^1$/, 2],
  ['gives words for numbers', gives(withExercise({ sets: 'three' })), 502, /no usable/, /^1$/, 2],
];

describe('a model that', () => {
  it.each(failures)('%s', async (_name, script, status, detail, retryAfter, calls) => {
    scripted.script(script);
    const problem = await problemOf(
      planWorkout(scripted.model, workoutAttributes({ additionalInfo: SECRET })),
    );
    expect(problem.status).toBe(status);
    expect(problem.message).toMatch(detail);
    expect(problem.headers['retry-after'] ?? '').toMatch(retryAfter);
    expect(scripted.calls).toHaveLength(calls);
  });

  it('repeats the request in its errors is not quoted, neither to the client nor in the log', async () => {
    scripted.script(fails(400, { code: SECRET, message: SECRET }));
    const problem = await problemOf(
      planWorkout(scripted.model, workoutAttributes({ additionalInfo: SECRET })),
    );
    expect(problem.toJson('id')).not.toContain(SECRET);
    expect(JSON.stringify(toLoggedError(problem))).not.toContain(SECRET);
    expect(JSON.stringify(toLoggedError(problem))).toContain('returned 400');
  });

  it('never answers is given up, and hung up on', async () => {
    scripted.script(hangs());
    const problem = await problemOf(planWorkout(lineTo(scripted, 50), workoutAttributes()));
    expect(problem.status).toBe(504);
    expect(problem.headers['retry-after']).toBe('30');
    expect(await Promise.all(scripted.calls.map(({ ended }) => ended))).toEqual(['hung up']);
  });

  it('has used up the time that there is for all tries is given up: 504', async () => {
    scripted.script(hangs());
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.timeout(50));
    const problem = await problemOf(planWorkout(scripted.model, workoutAttributes()));
    timeout.mockRestore();
    expect(problem.status).toBe(504);
    expect(scripted.calls).toHaveLength(1);
  });

  it('cannot be reached: 502', async () => {
    const gone = await startScriptedModel();
    await gone.stop();
    const { status, headers, cause } = await problemOf(planWorkout(lineTo(gone), workoutAttributes()));
    expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 502, retryAfter: '30' });
    expect(toLoggedError(cause).message).toContain('ECONNREFUSED');
  });
});
