import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/chats.ts', [
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
