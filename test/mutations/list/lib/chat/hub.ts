import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/hub.ts', [
  {
    rule: 'A method takes as many arguments as it says',
    replace: 'if (values.length !== length)',
    by: 'if (values.length < length)',
    killers: [[tests.chatIds, 'in a message names nobody']],
  },
  {
    rule: 'Methods are found in any case',
    replace: 'byName.get(call.method.toLowerCase())',
    by: 'byName.get(call.method)',
    killers: [[tests.chatPlain, 'is introduced to']],
  },
]);
