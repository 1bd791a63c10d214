import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/chat/throttle.ts', [
  {
    rule: 'Messages keep an interval',
    replace: 'if (wait > 0) await sleep(wait);',
    by: '',
    killers: [tests.chatThrottle],
  },
  {
    rule: 'The newest answer is sent, not each',
    replace: 'waiting[0] = value;',
    by: 'waiting.push(value);',
    killers: [tests.chatThrottle],
  },
]);
