import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/model-problems.ts', [
  {
    rule: 'An answer that was refused has cost tokens',
    replace: "Rephrase it and try again.', { isCharged: true }",
    by: "Rephrase it and try again.', { isCharged: false }",
    killers: [tests.charges],
  },
  {
    rule: 'An answer that was cut off has cost tokens',
    replace: 'Ask for less.", { isCharged: true }',
    by: 'Ask for less.", { isCharged: false }',
    killers: [tests.charges],
  },
  {
    rule: 'A model that is busy says when to try again',
    replace: `{ retryAfter, cause });
  }
  if (error instanceof AuthenticationError`,
    by: `{ cause });
  }
  if (error instanceof AuthenticationError`,
    killers: [[tests.aiFailures, 'is rate-limited']],
  },
]);
