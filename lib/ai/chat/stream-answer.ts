import type { Model } from '../model.ts';
import type { ChatForm, Words } from './form.ts';
import { readAnswer } from './read-answer.ts';
import { streamText } from './text-stream.ts';
import type { Turn } from './turn.ts';

/**
 * Bytes of a conversation that are sent to the model, so that its context has room for the answer. A token has at least
 * one byte, so this also limits the cost of an answer.
 */
const CONTEXT_BYTES = 200_000;

/**
 * Streams a model's answer to a conversation.
 *
 * @param form of the answer.
 * @param turns the conversation, oldest first; the last one is answered.
 * @param signal ends the answer and the call to the model immediately, without an error. There is no other limit on the
 *   duration of an answer that keeps growing.
 * @returns the whole answer so far, each time that it has grown; the last one is complete, unless `signal` ended it. As
 *   JSON, text has at most 30 KB and a plan 120 KB.
 * @throws Problem 502 to 504 when the model fails, refuses, is cut off or returns nothing usable.
 */
export async function* streamAnswer<Plan extends { readonly type: 'chatPlan' }>(
  model: Model,
  form: ChatForm<Plan>,
  turns: readonly Turn[],
  signal: AbortSignal,
): AsyncGenerator<Words | Plan> {
  const { instructions, format } = form;
  const question = { instructions, messages: newest(turns), format };
  try {
    yield* readAnswer(form, turns, streamText(model, question, signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The newest turns that fit into the model's context, always including the last one. */
function newest(turns: readonly Turn[]): readonly Turn[] {
  let room = CONTEXT_BYTES;
  const oldest = turns.findLastIndex(({ content }, index) => {
    room -= Buffer.byteLength(content);
    return room < 0 && index < turns.length - 1;
  });
  return turns.slice(oldest + 1);
}
