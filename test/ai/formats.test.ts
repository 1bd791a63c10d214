import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../infra/local/scripted-model/index.ts';
import { strictSchemaError } from '../../infra/local/scripted-model/strict-schema.ts';
import { planSession, planWorkout } from '../../lib/ai/planner.ts';
import { answersOf } from '../support/planner/chat-answers.ts';
import { answersOfV2 } from '../support/planner/chat-v2-answers.ts';
import { lineTo, sessionAttributes, workoutAttributes } from '../support/planner/planner.ts';
import { sizeOfSchema } from '../support/schema-size.ts';

let scripted: ScriptedModel;
beforeAll(async () => {
  scripted = await startScriptedModel();
});
afterAll(() => scripted.stop());

it.each([
  ['workout_plan', () => planWorkout(lineTo(scripted), workoutAttributes())],
  ['workout_session', () => planSession(lineTo(scripted), sessionAttributes())],
  ['chat_answer', () => answersOf(lineTo(scripted))],
  ['chat_answer_v2', () => answersOfV2(lineTo(scripted))],
])('the form %s keeps to the rules of strict structured outputs', async (name, ask) => {
  scripted.script();
  await ask();
  const form = scripted.calls[0]?.request.response_format?.json_schema;
  expect(form).toMatchObject({ name, strict: true });
  expect(strictSchemaError(form?.schema)).toBeUndefined();
  const size = sizeOfSchema(form?.schema);
  expect(size.levels).toBeGreaterThan(2);
  expect(size.levels).toBeLessThanOrEqual(10);
  expect(size.properties).toBeGreaterThan(8);
  expect(size.properties).toBeLessThanOrEqual(5_000);
  expect(size.enumValues).toBeLessThanOrEqual(1_000);
  expect(size.characters).toBeLessThanOrEqual(120_000);
});

it('the counts are those of a schema', () => {
  const leaf = { type: 'string', enum: ['a', 'bc'] };
  const list = { type: 'array', items: { type: 'object', properties: { d: leaf, e: { const: 'f' } } } };
  expect(sizeOfSchema({ type: 'object', properties: { g: { anyOf: [leaf, list] } } })).toEqual({
    levels: 3,
    properties: 3,
    enumValues: 4,
    characters: 10,
  });
});
