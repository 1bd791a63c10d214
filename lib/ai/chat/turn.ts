import type { ChatForm, Words } from './form.ts';

/** A turn of a conversation, as it is stored. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** The turn that represents an answer: text as it is, a plan as its form stores it. At most 48,000 bytes in UTF-8. */
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
