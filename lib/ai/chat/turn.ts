import type { ChatResponse } from '../../contract/chat.ts';
import { truncatePlan } from './truncate.ts';

/** One turn of a conversation, as it is kept. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Bytes of a plan to remember: it must truncatePlan a row of the database, and leave the model room for more. */
const PLAN_BYTES = 48_000;

/** What to remember of an answer: a text as it is, a plan as JSON. At most 48,000 bytes in UTF-8. */
export const toTurn = (answer: ChatResponse): Turn => ({
  role: 'assistant',
  content:
    answer.type === 'messageResponse'
      ? answer.message
      : JSON.stringify(truncatePlan(answer.plan, PLAN_BYTES)),
});

/**
 * The turn that asks for an introduction.
 *
 * @param locale a language and a region, such as `de-DE`.
 */
export const introduction = (locale: string): Turn => ({
  role: 'user',
  content: `Please introduce yourself, in the language of the locale ${locale}.`,
});
