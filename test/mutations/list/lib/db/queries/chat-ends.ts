import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/chat-ends.ts', [
  {
    rule: 'A stop ends the answer of its own chat',
    replace: `
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return numUpdatedRows`,
    by: `
    .executeTakeFirst();
  return numUpdatedRows`,
    killers: [[tests.chatIds, 'nobody stops the answer']],
  },
  {
    rule: 'A restart begins a new conversation',
    replace: 'case when ${wasAsked(sent)} then conversation + 1 else conversation end',
    by: 'conversation',
    killers: [[tests.chatClaims, 'before a restart']],
  },
  {
    rule: 'A restart ends the running answer',
    replace: 'stop_requested = stop_requested or (answer_id is not null and ${wasAsked(sent)})',
    by: 'stop_requested = stop_requested',
    killers: [[tests.chatState, 'when the client restarts']],
  },
  {
    rule: 'A restart forgets the conversation',
    replace:
      'where message.connection_id = restarted.connection_id and message.position <= restarted.last_forgotten',
    by: 'where false',
    killers: [[tests.chatState, 'is forgotten by RestartChat']],
  },
  {
    rule: 'A restart forgets the conversation of its own chat',
    replace:
      'where message.connection_id = restarted.connection_id and message.position <= restarted.last_forgotten',
    by: 'where true',
    killers: [[tests.chatClaims, 'leaves others alone']],
  },
]);
