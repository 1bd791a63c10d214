import { styleText } from 'node:util';
import type { ChatResponseV2, WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import type { PlanV3, SessionV3 } from '../../../../lib/contract/plan-v3.ts';
import { detailsOf, setsOf } from './exercise.ts';

/**
 * An answer so far, as text for people.
 *
 * @param unit of the weights in it.
 */
export function toText(response: ChatResponseV2, unit: WeightUnit): string {
  switch (response.type) {
    case 'messageResponse':
      return harmless(response.message);
    case 'chatPlan':
      return outline(response, unit);
    case 'updateRequired':
      return `The server's plans are of version ${response.requiredVersion}: this program must be updated.`;
  }
}

/** A plan, session by session. */
function outline({ name, description, blueprint }: PlanV3, unit: WeightUnit): string {
  const head = [styleText('bold', harmless(name)), harmless(description)];
  const sessions = blueprint.sessions.map((session) => sessionLines(session, unit));
  return [head, ...sessions].map((lines) => lines.filter(isText).join('\n')).join('\n\n');
}

/** An exercise is a line of what is done, and one of how. */
function sessionLines({ name, exercises, notes }: SessionV3, unit: WeightUnit): string[] {
  const width = Math.max(0, ...exercises.map((each) => harmless(each.name).length));
  return [
    styleText('cyan', harmless(name)),
    ...exercises.flatMap((exercise) => [
      `  ${harmless(exercise.name).padEnd(width)}  ${setsOf(exercise)}`,
      ...detailsOf(exercise, unit).map((line) => `    ${styleText('dim', harmless(line))}`),
    ]),
    notes && `  ${styleText('dim', harmless(notes))}`,
  ];
}

/** Without control characters, which a terminal would obey. */
const harmless = (text: string) => text.replace(/(?!\n)\p{Cc}/gu, ' ');

const isText = (line: string) => line !== '';
