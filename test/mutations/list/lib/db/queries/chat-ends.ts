import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/chat-ends.ts', [
  {
    rule: 'A stop ends the answer of its own chat',
    replace:
      "case when ${found} then ${sent}::bigint else ${sent}::bigint + 1 end)`,\n    })\n    .where('connection_id', '=', connectionId)",
    by: 'case when ${found} then ${sent}::bigint else ${sent}::bigint + 1 end)`,\n    })',
    killers: [[tests.chatIds, 'nobody stops the answer']],
  },
  {
    rule: 'A stop ends the running answer',
    replace: 'stop_requested: sql<boolean>`stop_requested or (${found})`,',
    by: 'stop_requested: sql<boolean>`stop_requested`,',
    killers: [[tests.chatState, 'when the client stops it']],
  },
  {
    rule: 'A stop ends the answer of a question that arrives after it',
    replace: 'else ${sent}::bigint + 1 end)`',
    by: 'else stopped_before end)`',
    killers: [tests.chatOrder],
  },
  {
    rule: 'A restart begins a new conversation',
    replace: 'then conversation + 1 else conversation end',
    by: 'then conversation else conversation end',
    killers: [[tests.chatClaims, 'before a restart']],
  },
  {
    rule: 'A restart ends the running answer',
    replace: 'stop_requested = stop_requested or (answer_id is not null and ${wasAsked(sent)}),',
    by: 'stop_requested = stop_requested,',
    killers: [[tests.chatState, 'when the client restarts']],
  },
  {
    rule: 'A restart forgets the conversation',
    replace: 'and message.position <= restarted.last_forgotten',
    by: 'and false',
    killers: [[tests.chatState, 'is forgotten by RestartChat']],
  },
  {
    rule: 'A restart forgets the conversation of its own chat',
    replace: 'where message.connection_id = restarted.connection_id and message.position',
    by: 'where message.position',
    killers: [[tests.chatClaims, 'leaves others alone']],
  },
]);
