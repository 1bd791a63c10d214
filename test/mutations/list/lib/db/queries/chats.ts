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
    replace: `    .set({ ...purchaseColumns(purchase), authenticating: null })
    .where('connection_id', '=', connectionId)`,
    by: '    .set({ ...purchaseColumns(purchase), authenticating: null })',
    killers: [[tests.chatIds, 'shown by Authenticate']],
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
    killers: [[tests.chatClaims, 'in the other protocol']],
  },
]);
