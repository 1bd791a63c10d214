import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/http/middleware/rate-limit.ts', [
  {
    rule: 'A call whose answer cost tokens is not given back',
    replace: `if (error instanceof Problem && error.isCharged) return;
    `,
    by: '',
    killers: [tests.charges],
  },
  {
    rule: 'A call that brought nothing is given back',
    replace: 'await internal.refund?.().catch',
    by: 'await Promise.resolve().catch',
    killers: [[tests.aiCalls, 'costs nothing']],
  },
  {
    rule: 'A call is given back from its own key',
    replace: 'refundCall(refunds.queries, purchase.key, countedAt)',
    by: "refundCall(refunds.queries, purchase.formerKeys[0] ?? '', countedAt)",
    killers: [[tests.aiCalls, 'costs nothing']],
  },
  {
    rule: 'A call that was answered is not given back, whatever fails after',
    replace: `  after: ({ internal }) => {
    delete internal.refund;
  },`,
    by: '  after: () => undefined,',
    killers: [tests.aiCalls],
    equal:
      "Nothing of ours runs after it that could fail: the response is checked before, and a response that can't be sent is none of the middleware's.",
  },
]);
