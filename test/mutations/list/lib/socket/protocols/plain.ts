import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/socket/protocols/plain.ts', [
  {
    rule: 'Arguments may be left out',
    replace: 'arguments: values = [] } = result.data',
    by: 'arguments: values = [undefined] } = result.data',
    killers: [[tests.chatClaims, 'without arguments']],
  },
  {
    rule: 'An error says when to try again',
    replace: "JSON.stringify({ type: 'error', message, retryAfter })",
    by: "JSON.stringify({ type: 'error', message })",
    killers: [[tests.chatState, 'is refused with the time to wait']],
  },
  {
    rule: 'Names of properties are found in any case',
    replace: 'request.safeParse(declaredNames(request, parse(message)))',
    by: 'request.safeParse(parse(message))',
    killers: [tests.chatPlain],
  },
]);
