import { styleText } from 'node:util';
import type { ChatResponseV2, WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import type { PlanV3, SessionV3 } from '../../../../lib/contract/plan-v3.ts';
import { detailsOf, setsOf } from './exercise.ts';

/**
 * Formats the received part of an answer as text for people.
 *
 * @param unit the unit of its weights.
 */
export function toText(response: ChatResponseV2, unit: WeightUnit): string {
  switch (response.type) {
    case 'messageResponse':
      return printable(response.message);
    case 'chatPlan':
      return outline(response, unit);
    case 'updateRequired':
      return `The server needs plan version ${response.requiredVersion}: update this program.`;
  }
}

/** A plan as text, session by session. */
function outline({ name, description, blueprint }: PlanV3, unit: WeightUnit): string {
  const head = [styleText('bold', printable(name)), printable(description)];
  const sessions = blueprint.sessions.map((session) => sessionLines(session, unit));
  return [head, ...sessions].map((lines) => lines.filter(isText).join('\n')).join('\n\n');
}

/** A session as lines: each exercise with its sets, and its details below. */
function sessionLines({ name, exercises, notes }: SessionV3, unit: WeightUnit): string[] {
  const width = Math.max(0, ...exercises.map((each) => printable(each.name).length));
  return [
    styleText('cyan', printable(name)),
    ...exercises.flatMap((exercise) => [
      `  ${printable(exercise.name).padEnd(width)}  ${setsOf(exercise)}`,
      ...detailsOf(exercise, unit).map((line) => `    ${styleText('dim', printable(line))}`),
    ]),
    notes && `  ${styleText('dim', printable(notes))}`,
  ];
}

/** The text without control characters, which a terminal would obey. */
const printable = (text: string) => text.replace(/(?!\n)\p{Cc}/gu, ' ');

const isText = (line: string) => line !== '';
