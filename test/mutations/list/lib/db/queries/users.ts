import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/users.ts', [
  {
    rule: "What is published replaces one user's alone",
    replace: `    .where('id', '=', uuid(id))
    .executeTakeFirst();
  return result`,
    by: `    .executeTakeFirst();
  return result`,
    killers: [[tests.putUser, 'of this user alone']],
  },
  {
    rule: 'One user is deleted, and nobody else',
    replace: "await db.deleteFrom('users').where('id', '=', uuid(id)).execute();",
    by: "await db.deleteFrom('users').execute();",
    killers: [tests.deleteUser, tests.otherUsers],
  },
  {
    rule: 'An optional value that is absent is cleared',
    replace: 'encrypted_name: bytes(data.encryptedName),',
    by: '...(data.encryptedName && { encrypted_name: bytes(data.encryptedName) }),',
    killers: [tests.putUser],
  },
  {
    rule: 'A user is touched when the last time is an hour ago',
    replace: "last_accessed < now() - interval '1 hour'",
    by: "last_accessed < now() - interval '2 hours'",
    killers: [[tests.getUser, 'is touched']],
  },
  {
    rule: "A user's picture goes on with the next page",
    replace: 'where ${chosen} and id >= ${uuid(after.id)}',
    by: 'where ${chosen} and id > ${uuid(after.id)}',
    killers: [[tests.users, 'large pictures']],
  },
  {
    rule: 'Each part of a user comes once',
    replace: 'where (id, part) > (${uuid(after.id)}, ${after.part}::int)',
    by: 'where (id, part) >= (${uuid(after.id)}, ${after.part}::int)',
    killers: [[tests.users, 'large pictures']],
  },
  {
    rule: "A picture's pieces follow each other without a gap",
    replace: 'from (p.part - 1) * ${CHUNK_BYTES}::int + 1 for',
    by: 'from (p.part - 1) * ${CHUNK_BYTES}::int for',
    killers: [[tests.users, 'large pictures']],
  },
  {
    rule: 'A picture that is replaced between two of its pages is known by its version',
    replace: 'then md5(u.encrypted_profile_picture) end',
    by: "then 'same' end",
    killers: [[tests.brokenOff, 'replaced']],
  },
  {
    rule: 'Users come by their ids alone',
    replace: 'id = any(${uuids(ids)})',
    by: 'true',
    killers: [tests.getUsers],
  },
  {
    rule: 'A user who is being written holds no reader up',
    replace: `      for no key update skip locked
    ), touched`,
    by: `      for no key update
    ), touched`,
    killers: [tests.locks],
  },
]);
