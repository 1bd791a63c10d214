import { chatFormV2 } from '../../../lib/ai/chat/form-v2.ts';
import { streamAnswer } from '../../../lib/ai/chat/stream-answer.ts';
import type { Turn } from '../../../lib/ai/chat/turn.ts';
import type { Model } from '../../../lib/ai/model.ts';
import { aiChatV2, type ChatResponseV2 } from '../../../lib/contract/chat-v2.ts';
import { readAsApp } from '../plan-v3/read-as-app.ts';
import { userTurn } from './chat-answers.ts';

/** All partial states of a model's answer, the last one complete, each checked against the contract and the app. */
export async function answersOfV2(
  model: Model,
  turns: readonly Turn[] = [userTurn('Hello')],
): Promise<ChatResponseV2[]> {
  const answers: ChatResponseV2[] = [];
  const stream = streamAnswer(model, chatFormV2(undefined), turns, new AbortController().signal);
  for await (const answer of stream) {
    expectValid(answer);
    answers.push(answer);
  }
  return answers;
}

const MESSAGE_BYTES = 128 * 1024;

/** @throws Error when the app would not accept it unchanged. */
function expectValid(answer: ChatResponseV2): void {
  const sent = JSON.stringify(answer);
  const received: unknown = JSON.parse(sent);
  if (JSON.stringify(aiChatV2.push.argument.parse(received)) !== sent) {
    throw new Error(`It has other properties, or another order, than the contract: ${sent}`);
  }
  if (answer.type === 'chatPlan') readAsApp(received);
  if (Buffer.byteLength(sent) > MESSAGE_BYTES) throw new Error('It is longer than a message may be.');
}
