import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/credentials.ts', [
  {
    rule: "A password is checked against its own user's",
    replace: "    .where('id', '=', uuid(userId));",
    by: `    .where(sql<boolean>\`true\`);`,
    killers: [tests.otherUsers],
  },
  {
    rule: "An inbox has messages where they are this user's",
    replace: 'where user_id = users.id and ${isWaiting}',
    by: 'where ${isWaiting}',
    killers: [[tests.passwordDigest, 'an empty inbox is one call'], tests.getInbox],
    equal: "With none of one's own, the page that is taken is empty: it costs a call and shows nothing.",
  },
]);
