import type { ChatForm, Words } from './form.ts';

/** One turn of a conversation, as it is kept. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** What to remember of an answer: words as they are, a plan as its form has it. At most 48,000 bytes in UTF-8. */
export const toTurn = <Plan extends { readonly type: 'chatPlan' }>(
  form: ChatForm<Plan>,
  answer: Words | Plan,
): Turn => ({
  role: 'assistant',
  content: answer.type === 'messageResponse' ? answer.message : form.remember(answer),
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
