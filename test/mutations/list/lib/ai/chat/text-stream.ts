import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/chat/text-stream.ts', [
  {
    rule: 'A refusal of no words is no refusal',
    replace: '|| isText(refusal)) throw refused();',
    by: "|| typeof refusal === 'string') throw refused();",
    killers: [tests.habits],
  },
  {
    rule: 'A reason to end of no words is none',
    replace: 'if (isText(choice?.finish_reason)) finishReason',
    by: 'if (choice?.finish_reason !== undefined) finishReason',
    killers: [tests.habits, tests.chatFailures],
  },
  {
    rule: 'A connection that fails after the end matters no more',
    replace: 'if (finishReason === undefined) throw error',
    by: 'throw error',
    killers: [[tests.chatFailures, 'may break off the connection']],
  },
  {
    rule: 'An answer that was cut off is no plan',
    replace: "if (finishReason === 'length') throw new CutOffError();",
    by: '',
    killers: [[tests.plansV3, 'that breaks off is none'], tests.chatFailures],
  },
]);
