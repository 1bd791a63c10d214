import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/http/middleware/parse.ts', [
  {
    rule: 'Each path has its own body',
    replace: 'stage === CSHARP_STAGE ? csharpBody : body',
    by: 'stage === CSHARP_STAGE ? body : csharpBody',
    killers: [[tests.putEvent, 'encryptedEventPayload has']],
  },
]);
