import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/secrets/keep-fresh.ts', [
  {
    rule: 'Secrets are read again after a quarter of an hour',
    replace: 'MAX_AGE = 15 * 60_000',
    by: 'MAX_AGE = 16 * 60_000',
    killers: [[tests.digestKeys, 'a quarter of an hour']],
  },
  {
    rule: 'Secrets are read once for calls at once',
    replace: 'running ??= readAgain();',
    by: 'running = readAgain();',
    killers: [tests.secrets],
  },
  {
    rule: "Secrets that can't be read stay as they were",
    replace: 'if (cached === undefined) throw error;',
    by: 'throw error;',
    killers: [tests.secrets],
  },
]);
