import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/answer.ts', [
  {
    rule: 'An answer that began and was then lost counts',
    replace: 'hasBegun || (error instanceof Problem && error.isCharged)',
    by: 'error instanceof Problem && error.isCharged',
    killers: [[tests.chatFaults, 'has cost tokens']],
  },
  {
    rule: 'An answer that is stopped before it began costs nothing',
    replace: 'await cancelAnswer(task, context, false);',
    by: 'await cancelAnswer(task, context, true);',
    killers: [[tests.chatClaims, 'before it began']],
  },
  {
    rule: "An answer is whole for the client though it can't be remembered",
    replace: `own, content).catch((error: unknown) => {
    context.report(error);
    return { isCut: false };
  });`,
    by: 'own, content);',
    killers: [[tests.chatFaults, 'though it can not be remembered']],
  },
  {
    rule: 'A client that has gone leaves nothing',
    replace: 'return await deleteChat(context.userData, task.connectionId);',
    by: 'return;',
    killers: [[tests.chatState, 'found dead']],
  },
]);
