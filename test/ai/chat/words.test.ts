import { describe, expect, it } from 'vitest';
import { cutsOff, gives, says } from '../../../infra/local/scripted-model/index.ts';
import { chatFormV1 } from '../../../lib/ai/chat/form-v1.ts';
import { streamAnswer } from '../../../lib/ai/chat/stream-answer.ts';
import { introduction } from '../../../lib/ai/chat/turn.ts';
import { answersOf, isGrowing, message, userTurn } from '../../support/planner/chat-answers.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

const texts = async () =>
  (await answersOf(scripted.model)).map((answer) =>
    answer.type === 'messageResponse' ? answer.message : '',
  );

describe('words', () => {
  it('come as all the text so far, and whole in the end', async () => {
    scripted.script(gives({ answer: 'Hello there!' }, { piece: 13 }));
    expect(await texts()).toEqual(['He', 'Hello there!']);
  });

  it('come from a model that is held to no form, once they are more than a preamble', async () => {
    scripted.script(says('\n Hello "there"! {}', { piece: [8, 5, 100], pause: 1_200 }));
    expect(await texts()).toEqual(['Hello "ther', 'Hello "there"! {}']);
  });

  it('begin with the first ones, before there are more', async () => {
    scripted.script(gives({ answer: 'Hello there!' }, { piece: [13, 1_000], pause: 60_000 }));
    const answers = streamAnswer(
      scripted.model,
      chatFormV1,
      [userTurn('Hello')],
      new AbortController().signal,
    );
    expect(await answers.next()).toEqual({ done: false, value: message('He') });
    await answers.return(undefined);
    expect(await scripted.calls[0]?.ended).toBe('hung up');
  });

  it('are never half a character, however they are written', async () => {
    const escaped = String.raw`{"answer":"a\ud83d\udcaab\n\u00fc 💪"}`;
    scripted.script(says(escaped, { piece: 1 }));
    const answers = await texts();
    expect(answers.at(-1)).toBe('a💪b\nü 💪');
    expect(answers.every((text) => text.isWellFormed())).toBe(true);
    expect(new Set(answers).size).toBe(answers.length);
    expect(answers).toHaveLength(7);
  });

  it('lose what no database holds', async () => {
    scripted.script(gives({ answer: 'a\0b\uD800c\uD800' }));
    expect((await texts()).at(-1)).toBe('ab\uFFFDc');
  });

  it('that were cut off stand as they are', async () => {
    scripted.script(cutsOff('{"answer":"Hello the'));
    expect((await texts()).at(-1)).toBe('Hello the');
    scripted.script(cutsOff('Hello the'));
    expect((await texts()).at(-1)).toBe('Hello the');
  });

  it.each([['x'], ['💪'], ['a\n'], ['\u0001'], ['ü"']])(
    'end where a message would be too long: %j',
    async (character) => {
      scripted.script(gives({ answer: character.repeat(40_000) }, { piece: 1_000, pause: 1 }));
      const answers = await texts();
      const last = answers.at(-1) ?? '';
      expect(isGrowing(answers.map(message))).toBe(true);
      expect(last.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(JSON.stringify(last))).toBeLessThanOrEqual(30_000);
      expect(Buffer.byteLength(JSON.stringify(last))).toBeGreaterThan(29_990);
      expect(await scripted.calls[0]?.ended).toBe('hung up');
    },
  );
});

describe('an introduction', () => {
  it('is asked for in a locale', async () => {
    const answers = await answersOf(scripted.model, [introduction('de-DE')]);
    expect(answers.at(-1)).toMatchObject({ message: expect.stringContaining('in de-DE') });
  });
});
