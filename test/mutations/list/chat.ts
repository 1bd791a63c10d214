import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const chatAnswerMutations = mutationsOf('lib/db/queries/chat-answers.ts', [
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

export const chatQuestionMutations = mutationsOf('lib/db/queries/chat-questions.ts', [
  {
    rule: 'A chat holds so many answers, and not one more',
    replace: 'and answers < ${mostAnswers}::int',
    by: 'and answers <= ${mostAnswers}::int',
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
    rule: 'A chat speaks one framing',
    replace: `
        and coalesce(protocol, \${protocol}) = \${protocol}`,
    by: '',
    killers: [tests.chatRecords, [tests.chatClaims, 'in the other framing']],
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
    replace: `
        stop_requested = false,`,
    by: '',
    killers: [[tests.chatFaults, 'is given up by']],
  },
]);

export const chatMutations = mutationsOf('lib/db/queries/chats.ts', [
  {
    rule: 'A chat that closes takes no other along',
    replace: "await db.deleteFrom('chats').where('connection_id', '=', connectionId).execute();",
    by: "await db.deleteFrom('chats').execute();",
    killers: [[tests.chatClaims, 'leaves others alone'], tests.chatIds],
  },
  {
    rule: 'A token pays for its own chat',
    replace: `    .set(payerColumns(payer))
    .where('connection_id', '=', connectionId)`,
    by: '    .set(payerColumns(payer))',
    killers: [[tests.chatIds, 'shown by Authenticate']],
  },
  {
    rule: 'A stop ends the answer of its own chat',
    replace: `    .set({ stop_requested: true })
    .where('connection_id', '=', connectionId)`,
    by: '    .set({ stop_requested: true })',
    killers: [[tests.chatIds, 'nobody stops the answer']],
  },
  {
    rule: 'A restart begins a new conversation',
    replace: 'set conversation = conversation + 1, stop_requested',
    by: 'set stop_requested',
    killers: [[tests.chatClaims, 'before a restart']],
  },
  {
    rule: 'A restart ends the running answer',
    replace: 'conversation = conversation + 1, stop_requested = true',
    by: 'conversation = conversation + 1',
    killers: [[tests.chatState, 'when the client restarts']],
  },
  {
    rule: 'A restart forgets the conversation',
    replace: 'delete from chat_messages where connection_id = ${connectionId}',
    by: 'delete from chat_messages where false',
    killers: [[tests.chatState, 'is forgotten by RestartChat']],
  },
  {
    rule: 'A restart forgets the conversation of its own chat',
    replace: 'delete from chat_messages where connection_id = ${connectionId}',
    by: 'delete from chat_messages',
    killers: [[tests.chatClaims, 'leaves others alone']],
  },
  {
    rule: 'A handshake shakes hands for its own chat',
    replace: `    .where('connection_id', '=', connectionId)
    .where(sql<boolean>\`coalesce`,
    by: `    .where(sql<boolean>\`coalesce`,
    killers: [tests.chatRecords, tests.chatIds],
  },
  {
    rule: 'A handshake comes before anything else',
    replace: `
    .where(sql<boolean>\`coalesce(protocol, 'signalr') = 'signalr'\`)`,
    by: '',
    killers: [[tests.chatClaims, 'in the other framing']],
  },
]);

export const beginMutations = mutationsOf('lib/chat/begin.ts', [
  {
    rule: 'A chat costs one call',
    replace: 'if (answers === 0) counted',
    by: 'if (answers >= 0) counted',
    killers: [[tests.chatState, 'costs one call']],
  },
  {
    rule: 'A question that could not be handed on leaves nothing',
    replace: '    await cancelAnswer({ ...answer,',
    by: '    if (Date.now() < 0) await cancelAnswer({ ...answer,',
    killers: [[tests.chatFaults, 'when Lambda takes nothing']],
  },
  {
    rule: 'An answer that is being stopped is waited for',
    replace: 'beginning?.isStopping === true',
    by: 'beginning?.isFull === true',
    killers: [
      [tests.chatSignalR, 'starts over right after'],
      [tests.chatFaults, 'is given up by'],
    ],
  },
]);

export const cancelAnswerMutations = mutationsOf('lib/chat/cancel-answer.ts', [
  {
    rule: 'A chat whose answer cost tokens is not given back',
    replace: 'if (!counts && counted !== undefined)',
    by: 'if (counted !== undefined)',
    killers: [[tests.chatFaults, 'has cost tokens, and counts when the model refuses']],
  },
]);

export const answerMutations = mutationsOf('lib/chat/answer.ts', [
  {
    rule: 'An answer that began and was then lost counts',
    replace: 'progress.hasBegun || (error instanceof Problem && error.isCharged)',
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
    replace: 'own, given).catch(context.report)',
    by: 'own, given)',
    killers: [[tests.chatFaults, 'though it can not be remembered']],
  },
  {
    rule: 'A client that has gone leaves nothing',
    replace: 'return await deleteChat(context.userData, task.connectionId);',
    by: 'return;',
    killers: [[tests.chatState, 'found dead']],
  },
]);

export const watchMutations = mutationsOf('lib/chat/watch.ts', [
  {
    rule: 'A stop is noticed within two seconds',
    replace: 'POLL_INTERVAL = 1_000',
    by: 'POLL_INTERVAL = 4_000',
    killers: [[tests.chatState, 'when the client stops it']],
  },
  {
    rule: 'An answer counts from its first words on',
    replace: 'await keepAnswering(db, answer, hasBegun)',
    by: 'await keepAnswering(db, answer, false)',
    killers: [[tests.chatFaults, 'when its function dies after']],
  },
]);

export const receiveMutations = mutationsOf('lib/chat/receive.ts', [
  {
    rule: 'A chat that is over says so',
    replace: 'if (!(await end(context.userData, connectionId))) throw noChat();',
    by: 'await end(context.userData, connectionId);',
    killers: [[tests.chatClaims, 'is over']],
  },
]);

export const hubMutations = mutationsOf('lib/chat/hub.ts', [
  {
    rule: 'A method takes as many arguments as it says',
    replace: 'if (values.length !== length)',
    by: 'if (values.length < length)',
    killers: [[tests.chatIds, 'in a message names nobody']],
  },
  {
    rule: 'Methods are found in any case',
    replace: 'byName.get(call.method.toLowerCase())',
    by: 'byName.get(call.method)',
    killers: [[tests.chatPlain, 'is introduced to']],
  },
]);

export const chatConnectMutations = mutationsOf('lib/chat/connect.ts', [
  {
    rule: 'A client that has negotiated shows its token when it connects',
    replace: 'shown === undefined && !hasNegotiated',
    by: 'shown === undefined',
    killers: [tests.unpaidChats],
  },
]);
