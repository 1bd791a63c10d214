import type { Model } from '../model.ts';
import type { ChatForm, Words } from './form.ts';
import { readAnswer } from './read-answer.ts';
import { streamText } from './text-stream.ts';
import type { Turn } from './turn.ts';

/**
 * Bytes of a conversation that are sent: what a model can take in, with room for its answer. A token is at least one
 * byte, so that they bound what an answer costs.
 */
const CONTEXT_BYTES = 200_000;

/**
 * Streams a model's answer to a conversation.
 *
 * @param form of the answer.
 * @param turns the conversation, oldest first; the last one is answered.
 * @param signal ends the answer without an error, and the call to the model with it, at once. Nothing else bounds
 *   the time that an answer may take as long as it goes on.
 * @returns the answer so far, all of it each time that there is more; the last one is complete, unless `signal`
 *   ended it. At most 30 KB as JSON when it is words, 120 KB when it is a plan.
 * @throws Problem 502 to 504 when the model fails, refuses, breaks off or gives nothing usable.
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

/** As many of the newest turns as a model can take in, and the last one always. */
function newest(turns: readonly Turn[]): readonly Turn[] {
  let room = CONTEXT_BYTES;
  const oldest = turns.findLastIndex(({ content }, index) => {
    room -= Buffer.byteLength(content);
    return room < 0 && index < turns.length - 1;
  });
  return turns.slice(oldest + 1);
}
