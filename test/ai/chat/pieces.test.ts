import fc from 'fast-check';
import { expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { aiChat } from '../../../lib/contract/chat.ts';
import { answersOf, isGrowing } from '../../support/planner/chat-answers.ts';
import { useScriptedModel } from '../../support/planner/scripted.ts';

const scripted = useScriptedModel();

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '💪', '\n', '"', '\\') }),
);
const words = text.map((given) => `w${given}`);
const number = fc.oneof(
  fc.integer({ min: -5, max: 1_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const exercise = fc.record({
  name: words,
  sets: number,
  repsPerSet: number,
  weightIncreaseOnSuccess: number,
  minRestSeconds: number,
  maxRestSeconds: number,
  failureRestSeconds: number,
  notes: text,
});
const session = fc.record({
  name: words,
  exercises: fc.array(exercise, { minLength: 1, maxLength: 3 }),
  notes: text,
});
const plan = fc.record({
  name: words,
  description: text,
  sessions: fc.array(session, { minLength: 1, maxLength: 3 }),
});

/** Line breaks of the JSON itself stay. */
const ESCAPED = /[^ -~\n]/g;
const escaped = (json: string) =>
  json.replaceAll(ESCAPED, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Three ways to write JSON: compact, indented, and with everything but ASCII escaped. */
const reply = fc
  .tuple(
    fc.oneof(words, plan),
    fc.constantFrom(0, 2),
    fc.constantFrom(escaped, (json: string) => json),
  )
  .map(([answer, indentation, write]) => write(JSON.stringify({ answer }, null, indentation)));

const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

it('an answer grows to the same end, and is valid on the way, however it is cut into pieces', () =>
  fc.assert(
    fc.asyncProperty(reply, cuts, async (json, piece) => {
      scripted.script(says(json, { piece }), says(json, { piece: json.length }));
      const answers = await answersOf(scripted.model);
      const whole = await answersOf(scripted.model);
      expect(answers.at(-1)).toEqual(whole.at(-1));
      expect(isGrowing(answers)).toBe(true);
      for (const answer of answers) {
        expect(aiChat.push.argument.parse(answer)).toEqual(answer);
        expect(JSON.stringify(answer)).not.toMatch(/\\ud[89a-f]/i);
      }
    }),
    { numRuns: 100 },
  ));
