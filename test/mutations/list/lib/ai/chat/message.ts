import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/chat/message.ts', [
  {
    rule: 'A message fits a frame',
    replace: 'MESSAGE_BYTES = 30_000',
    by: 'MESSAGE_BYTES = 33_000',
    killers: [tests.chatWords],
  },
  {
    rule: 'A message holds nothing that no database holds',
    replace: ".replaceAll('\\0', '')",
    by: '',
    killers: [[tests.chatWords, 'lose what no database holds']],
  },
]);
