import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/chat-answers.ts', [
  {
    rule: 'Of several workers with one task, one gives the answer',
    replace: `
        and coalesce(answer_worker, \${uuid(answer.worker)}) = \${uuid(answer.worker)}`,
    by: '',
    killers: [[tests.chatFaults, 'when Lambda delivers it twice']],
  },
  {
    rule: 'A worker gives the answer of its own task',
    replace: `\`connection_id = \${connectionId} and answer_id = \${uuid(answerId)}\``,
    by: `\`connection_id = \${connectionId}\``,
    killers: [[tests.chatClaims, 'of an answer that is over']],
  },
  {
    rule: "A worker that lost its claim ends, and leaves the other's answer alone",
    replace: `\`\${isRunning(answer)} and answer_worker = \${uuid(answer.worker)}\``,
    by: `\`\${isRunning(answer)}\``,
    killers: [[tests.chatClaims, 'lost its claim']],
  },
  {
    rule: 'An answer to what was said before a restart is not remembered',
    replace: 'where conversation = ${answer.conversation}::int and ${content ?? null}::text is not null',
    by: 'where ${content ?? null}::text is not null',
    killers: [[tests.chatClaims, 'before a restart']],
  },
  {
    rule: 'An answer without words is not remembered',
    replace: ` and \${content ?? null}::text is not null
`,
    by: `
`,
    killers: [[tests.chatState, 'counts answers that were stopped']],
  },
  {
    rule: 'A conversation keeps its last 20 messages',
    replace: 'MESSAGES_KEPT = 20',
    by: 'MESSAGES_KEPT = 21',
    killers: [[tests.chatState, 'keeps its last 20']],
  },
  {
    rule: 'What is older than 20 messages goes with an answer',
    replace: 'message.position <= finished.last_position - ${MESSAGES_KEPT}::int',
    by: 'message.position <= finished.last_position - 40',
    killers: [[tests.chatState, 'keeps its last 20']],
  },
  {
    rule: "What is forgotten is of the chat's own",
    replace: `message.connection_id = finished.connection_id
        and message.position`,
    by: 'message.position',
    killers: [[tests.chatClaims, 'leaves others alone']],
  },
  {
    rule: 'A given answer counts',
    replace: 'answers = ${answersWith(answer, true)}, last_position',
    by: 'last_position',
    killers: [[tests.chatState, 'holds so many answers']],
  },
  {
    rule: 'An answer that cost tokens counts',
    replace: 'answers = ${answersWith(answer, isCharged)}',
    by: 'answers = answers',
    killers: [[tests.chatState, 'even when each is refused']],
  },
  {
    rule: 'An answer that was not given leaves no question',
    replace: `
      where connection_id in (select connection_id from abandoned) and position = \${position}::int`,
    by: `
      where false and position = \${position}::int`,
    killers: [[tests.chatState, 'failed to answer']],
  },
  {
    rule: 'An answer that was not given takes its own question along alone',
    replace: ' and position = ${position}::int',
    by: '',
    killers: [[tests.chatClaims, 'fails to answer forgets']],
  },
  {
    rule: 'An answer counts once',
    replace: 'then greatest(answers, ${number}::int) else',
    by: 'then answers + 1 else',
    killers: [[tests.chatClaims, 'takes its time counts once']],
  },
  {
    rule: 'An answer that was stopped goes no further',
    replace: `where \${isOwn(answer)} and not stop_requested
`,
    by: `where \${isOwn(answer)}
`,
    killers: [[tests.chatState, 'when the client stops it']],
  },
  {
    rule: 'An answer that had begun is not given back',
    replace: `and answers < \${number}::int\``,
    by: `\``,
    killers: [[tests.chatFaults, 'when its function dies after']],
  },
]);
