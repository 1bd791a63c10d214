import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutsOff, type ModelCall, says } from '../../infra/local/scripted-model/index.ts';
import { planSession, planWorkout } from '../../lib/ai/planner.ts';
import { plannerSettings } from '../../lib/planner-config.ts';
import { openPlain } from '../support/chat/plain.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import { answersOf, userTurn } from '../support/planner/chat-answers.ts';
import { lineTo, sessionAttributes, workoutAttributes } from '../support/planner/planner.ts';

/** Bytes that go into one call to the model: a token is at least one of them. */
const MAX_INPUT_BYTES = 220_000;
/** Calls to the model for a plan: a second one where the first gave no good one. */
const MAX_ASKS = 2;
/** Dollars a million tokens: gpt-4o's. */
const PRICE = { in: 2.5, out: 10 };

/** The most that the calls of a purchase in 24 hours can come to. */
function maxSpend(callsPerDay: number, settings: { CHAT_MAX_ANSWERS: number; OPENAI_MAX_TOKENS: number }) {
  const answers = callsPerDay * Math.max(settings.CHAT_MAX_ANSWERS, MAX_ASKS);
  const tokensIn = answers * MAX_INPUT_BYTES;
  const tokensOut = answers * settings.OPENAI_MAX_TOKENS;
  return { answers, tokensIn, tokensOut, dollars: (tokensIn * PRICE.in + tokensOut * PRICE.out) / 1_000_000 };
}

const LIMITS = { RATE_LIMIT_WEB_PER_DAY: 2, CHAT_MAX_ANSWERS: 3, OPENAI_MAX_TOKENS: 1_000 };

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem(LIMITS);
});
afterAll(() => system.stop());

const bytesIn = ({ request }: ModelCall) =>
  request.messages.reduce((bytes, { content }) => bytes + Buffer.byteLength(content), 0);

it('is stated as it comes out of the settings', () => {
  const defaults = plannerSettings.parse({});
  const stated = readFileSync('SECURITY.md', 'utf8');
  for (const calls of [defaults.RATE_LIMIT_WEB_PER_DAY, defaults.RATE_LIMIT_MOBILE_PER_DAY]) {
    const { answers, tokensIn, tokensOut, dollars } = maxSpend(calls, defaults);
    const row = [answers, tokensIn, tokensOut, Math.round(dollars)].map((figure) =>
      figure.toLocaleString('en'),
    );
    expect(stated).toContain(`| ${row.join(' | ')} |`);
  }
});

it('is bounded by what goes into a call to the model and by what comes out', async () => {
  const model = lineTo(system.model);
  system.model.script();
  const escaped = '\u0001'.repeat(32 * 1024);
  await planWorkout(model, workoutAttributes({ additionalInfo: escaped }));
  const names = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(49, 'ü'));
  const exerciseToKilograms = Object.fromEntries(names.map((name) => [name, 1 / 3]));
  await planSession(model, sessionAttributes({ exerciseToKilograms }));
  await answersOf(
    model,
    Array.from({ length: 20 }, () => userTurn('ü'.repeat(16 * 1024))),
  );
  expect(system.model.calls).toHaveLength(3);
  for (const call of system.model.calls) {
    expect(bytesIn(call)).toBeLessThanOrEqual(MAX_INPUT_BYTES);
    expect(call.request.max_completion_tokens).toBe(16_384);
  }
});

it('is bounded by the calls that reach the model, whatever the purchase is used for', async () => {
  const { answers, tokensOut } = maxSpend(LIMITS.RATE_LIMIT_WEB_PER_DAY, LIMITS);
  const tokensAsked = () =>
    system.model.calls.reduce((sum, { request }) => sum + (request.max_completion_tokens ?? Infinity), 0);

  system.model.script(cutsOff('{"answer":{"name":"'));
  for (let chats = 0; chats <= LIMITS.RATE_LIMIT_WEB_PER_DAY; chats += 1) {
    const chat = await openPlain(system.chatUrl);
    for (let asked = 0; asked <= LIMITS.CHAT_MAX_ANSWERS; asked += 1) await chat.call('SendMessage', 'More!');
    await chat.close();
  }
  expect(system.model.calls).toHaveLength(answers);
  expect(tokensAsked()).toBe(tokensOut);

  await system.rateLimit.query('delete from rate_limit_consumptions');
  system.model.script(says('No plan.'));
  const workout = { attributes: workoutAttributes() };
  for (let calls = 0; calls <= LIMITS.RATE_LIMIT_WEB_PER_DAY; calls += 1) {
    await system.call('POST', '/v2/ai/workout', workout, { authorization: WEB_TOKEN });
  }
  expect(system.model.calls).toHaveLength(LIMITS.RATE_LIMIT_WEB_PER_DAY * MAX_ASKS);
  expect(tokensAsked()).toBeLessThanOrEqual(tokensOut);
});
