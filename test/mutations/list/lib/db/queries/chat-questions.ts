import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/chat-questions.ts', [
  {
    rule: 'A chat holds so many answers, and not one more',
    replace: 'and (answers < ${maxAnswers}::int',
    by: 'and (answers <= ${maxAnswers}::int',
    killers: [[tests.chatState, 'holds so many answers']],
  },
  {
    rule: 'Nobody is answered without a purchase',
    replace: `
        and token_hash is not null`,
    by: '',
    killers: [tests.unpaidChats, tests.chatPlain],
    equal:
      'Opening a chat counts a call of its purchase, and that refuses a chat without one in the same words.',
  },
  {
    rule: 'A chat speaks one protocol',
    replace: `
        and coalesce(protocol, \${protocol}) = \${protocol}`,
    by: '',
    killers: [tests.chatRecords, [tests.chatClaims, 'in the other protocol']],
  },
  {
    rule: 'One answer runs at a time',
    replace: '(answer_id is null or answer_id',
    by: '(true or answer_id is null or answer_id',
    killers: [[tests.chatState, 'one answer at a time']],
  },
  {
    rule: 'A worker that gives no sign is waited for',
    replace: 'HEARTBEAT_TIMEOUT = 15',
    by: 'HEARTBEAT_TIMEOUT = 9',
    killers: [[tests.chatFaults, 'is waited for as long']],
  },
  {
    rule: 'A worker that crashed is not waited for longer',
    replace: 'HEARTBEAT_TIMEOUT = 15',
    by: 'HEARTBEAT_TIMEOUT = 20',
    killers: [[tests.chatFaults, 'makes room']],
  },
  {
    rule: 'A worker that has not begun is waited for longer',
    replace: 'UNCLAIMED_TIMEOUT = 60',
    by: 'UNCLAIMED_TIMEOUT = 50',
    killers: [[tests.chatClaims, 'nobody has begun']],
  },
  {
    rule: 'A worker that never begins is not waited for',
    replace: 'UNCLAIMED_TIMEOUT = 60',
    by: 'UNCLAIMED_TIMEOUT = 70',
    killers: [[tests.chatClaims, 'nobody has begun']],
  },
  {
    rule: 'A question that is sent again is one',
    replace: 'case when answer_id = ${uuid(answerId)} then last_position else last_position + 1 end',
    by: 'last_position + 1',
    killers: [[tests.chatFaults, 'having it taken down']],
  },
  {
    rule: 'What is older than 20 messages goes with a question',
    replace: `
        and position <= (select last_position from begun) - \${MESSAGES_KEPT}::int`,
    by: `
        and position <= (select last_position from begun) - 40`,
    killers: [[tests.chatState, 'keeps its last 20']],
  },
  {
    rule: "A question forgets what is its own chat's",
    replace: `      where connection_id = \${connectionId}
        and position <= (select last_position`,
    by: '      where position <= (select last_position',
    killers: [[tests.chatClaims, 'leaves others alone']],
  },
  {
    rule: 'A new question is not stopped by a stop of the one before',
    replace: 'or (answer_id = ${uuid(answerId)} and stop_requested)',
    by: 'or stop_requested',
    killers: [[tests.chatFaults, 'is given up by']],
  },
]);
