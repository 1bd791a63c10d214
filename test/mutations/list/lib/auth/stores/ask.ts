import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/ask.ts', [
  {
    rule: 'A store that sends a call elsewhere is not followed',
    replace: "redirect: 'error'",
    by: "redirect: 'follow'",
    killers: [[tests.failingStores, 'is not followed']],
  },
  {
    rule: 'A store that fails once is asked once more',
    replace: `return await tryOnce(url, request);
  }
}`,
    by: `throw error;
  }
}`,
    killers: [tests.failingStores],
  },
  {
    rule: 'An id stays one segment of its path',
    replace: 'segments.map((segment) => encodeURIComponent(segment))',
    by: 'segments.map((segment) => segment)',
    killers: [
      [tests.google, 'stays in its place'],
      [tests.revenueCat, 'of any form'],
    ],
  },
]);
