import { styleText } from 'node:util';
import type { Plan } from '../../../../lib/contract/ai.ts';
import type { ChatResponse } from '../../../../lib/contract/chat.ts';

type Session = Plan['sessions'][number];
type Exercise = Session['exercises'][number];

/** An answer so far, as text for people. */
export const toText = (response: ChatResponse): string =>
  response.type === 'messageResponse' ? harmless(response.message) : outline(response.plan);

/** A plan, session by session, an exercise a line. */
function outline({ name, description, sessions }: Plan): string {
  const head = [styleText('bold', harmless(name)), harmless(description)];
  return [head, ...sessions.map(sessionLines)].map((lines) => lines.filter(isText).join('\n')).join('\n\n');
}

function sessionLines({ name, exercises, notes }: Session): string[] {
  const width = Math.max(0, ...exercises.map((each) => harmless(each.name).length));
  return [
    styleText('cyan', harmless(name)),
    ...exercises.map((each) => `  ${exerciseLine(each, width)}`),
    notes && `  ${styleText('dim', harmless(notes))}`,
  ];
}

function exerciseLine({ name, sets, repsPerSet, restBetweenSets }: Exercise, width: number): string {
  const { minRest, maxRest, failureRest } = restBetweenSets;
  const rest = `rest ${toMinutes(minRest)} to ${toMinutes(maxRest)}, ${toMinutes(failureRest)} after a failure`;
  return `${harmless(name).padEnd(width)}  ${sets} x ${repsPerSet}  ${styleText('dim', rest)}`;
}

/** `00:01:30` as `1:30`. */
const toMinutes = (span: string) => span.replace(/^00:0?/, '');

/** Without control characters, which a terminal would obey. */
const harmless = (text: string) => text.replace(/(?!\n)\p{Cc}/gu, ' ');

const isText = (line: string) => line !== '';
