import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  gives,
  hangs,
  type Reply,
  refuses,
  type ScriptedModel,
  says,
  startScriptedModel,
} from '../../../infra/local/scripted-model/index.ts';
import type { Model } from '../../../lib/ai/model.ts';
import { lineTo } from '../../support/planner/planner.ts';

let scripted: ScriptedModel;
let model: Model;
beforeAll(async () => {
  scripted = await startScriptedModel();
  model = lineTo(scripted);
});
beforeEach(() => scripted.script());
afterAll(() => scripted.stop());

const begin = (signal?: AbortSignal) =>
  model.client.chat.completions.create(
    { model: model.name, stream: true, messages: [{ role: 'user', content: 'Hello' }] },
    { ...(signal && { signal }) },
  );

/** All that OpenAI's own client makes of a streamed reply. */
async function streamed(reply: Reply) {
  scripted.script(reply);
  const pieces: string[] = [];
  let refusal = '';
  let ending: string | null = null;
  for await (const { choices } of await begin()) {
    pieces.push(choices[0]?.delta.content ?? '');
    refusal += choices[0]?.delta.refusal ?? '';
    ending = choices[0]?.finish_reason ?? null;
  }
  return { text: pieces.join(''), pieces: pieces.filter((piece) => piece !== ''), refusal, ending };
}

const LONG = 'Überzüge 💪 '.repeat(20);

describe('a streamed answer', () => {
  it('comes in pieces, at a pace, to its end', async () => {
    const { text, pieces, ending } = await streamed(says(LONG, { thinking: 1, pause: 1, piece: 7 }));
    expect(text).toBe(LONG);
    expect(pieces).toHaveLength(Math.ceil(LONG.length / 7));
    expect(ending).toBe('stop');
    expect(await scripted.calls[0]?.ended).toBe('answered');
  });

  it('may be JSON, text by default, a refusal, or cut off', async () => {
    expect(JSON.parse((await streamed(gives({ a: 1 }))).text)).toEqual({ a: 1 });
    expect(await streamed(refuses())).toMatchObject({ text: '', refusal: expect.stringMatching(/sorry/) });
    expect(await streamed(cutsOff('half a'))).toMatchObject({ text: 'half a', ending: 'length' });
    scripted.script();
    let text = '';
    for await (const { choices } of await begin()) text += choices[0]?.delta.content ?? '';
    expect(text).toMatch(/^Hello/);
  });

  it('may be cut off halfway', async () => {
    await expect(streamed(breaksOff(LONG, 50))).rejects.toThrow();
    expect(await scripted.calls[0]?.ended).toBe('broken off');
  });

  it('is recorded as ended when the client disconnects', async () => {
    scripted.script(says(LONG, { pause: 60_000 }));
    const hangUp = new AbortController();
    for await (const { choices } of await begin(hangUp.signal)) {
      if (choices[0]?.delta.content !== '') hangUp.abort();
    }
    expect(await scripted.calls[0]?.ended).toBe('hung up');
    expect(scripted.hungUp).toBe(1);
  });

  it('may never begin', async () => {
    scripted.script(hangs());
    await expect(begin(AbortSignal.timeout(50))).rejects.toThrow();
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });
});

describe('scripts', () => {
  it('are used one per call, and the last one stays', async () => {
    const texts: string[] = [];
    scripted.script(says('one'), ({ messages }) => says(`two, after ${messages[0]?.content}`));
    for (let call = 0; call < 3; call++) {
      let text = '';
      for await (const { choices } of await begin()) text += choices[0]?.delta.content ?? '';
      texts.push(text);
    }
    expect(texts).toEqual(['one', 'two, after Hello', 'two, after Hello']);
  });
});

describe('what OpenAI refuses', () => {
  const post = (
    path: string,
    body: object,
    headers: Record<string, string> = { authorization: 'Bearer k' },
  ) => fetch(`${scripted.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const strict = (schema: object) =>
    post('/chat/completions', {
      model: 'm',
      messages: [],
      response_format: { type: 'json_schema', json_schema: { name: 'form', strict: true, schema } },
    });
  const object = (properties: object, given: object = {}) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...given,
  });

  it('is refused: a call without a key, another path', async () => {
    expect((await post('/chat/completions', { model: 'm', messages: [] }, {})).status).toBe(401);
    expect((await post('/responses', {})).status).toBe(404);
  });

  it.each([
    ['a list', { type: 'array', items: { type: 'string' } }, 400],
    ['an optional property', object({ a: { type: 'string' } }, { required: [] }), 400],
    ['open objects', object({ a: object({}, { additionalProperties: true }) }), 400],
    ['bounds', object({ a: { type: 'array', items: { type: 'number', minimum: 1 } } }), 400],
    ['bounds in one of several', object({ a: { anyOf: [{ type: 'string', minLength: 1 }] } }), 400],
    ['a good one', object({ a: { type: 'array', items: object({ b: { type: 'number' } }) } }), 200],
  ])('is refused: as a schema, %s', async (_name, schema, status) => {
    expect((await strict(schema)).status).toBe(status);
  });
});
