import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const userMutations = mutationsOf('lib/db/queries/users.ts', [
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
    replace: 'from (p.part - 1) * ${PIECE_BYTES}::int + 1 for',
    by: 'from (p.part - 1) * ${PIECE_BYTES}::int for',
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

export const usersAnswerMutations = mutationsOf('lib/streams/users.ts', [
  {
    rule: 'A picture that was replaced meanwhile breaks the answer off',
    replace: '|| next.pictureVersion !== version',
    by: '',
    killers: [[tests.brokenOff, 'replaced']],
  },
  {
    rule: 'A user whom nobody knows is a 404',
    replace: "if (!isKnown) throw notFound('user');",
    by: '',
    killers: [tests.getUser],
  },
  {
    rule: 'An empty picture is not none',
    replace: 'if (pieces === null) return',
    by: 'if (pieces === null || pieces === 0) return',
    killers: [[tests.getUser, 'empty is not absent']],
  },
]);

export const userContractMutations = mutationsOf('lib/contract/user.ts', [
  {
    rule: 'A plan has 15 KiB at most',
    replace: 'bytes(0, 15 * KIB)',
    by: 'bytes(0, 15 * KIB + 1)',
    killers: [tests.putUser],
  },
  {
    rule: 'A picture has 2,000 KiB at most',
    replace: 'bytes(0, 2_000 * KIB)',
    by: 'bytes(0, 1_999 * KIB)',
    killers: [tests.putUser, tests.users],
  },
  {
    rule: 'A key has 4 KiB at most',
    replace: 'rsaPublicKey: bytes(0, 4 * KIB)',
    by: 'rsaPublicKey: bytes(0, 5 * KIB)',
    killers: [tests.putUser],
  },
  {
    rule: '200 users are read at once at most',
    replace: 'ids: list(uuid, 1, 200)',
    by: 'ids: list(uuid, 1, 201)',
    killers: [[tests.getUsers, 'takes 1 to 200']],
  },
]);

export const followSecretMutations = mutationsOf('lib/db/queries/follow-secrets.ts', [
  {
    rule: 'Two users may have one follow secret',
    replace: 'md5(owner.id::text || ${followSecret})::uuid',
    by: 'md5(${followSecret})::uuid',
    killers: [[tests.putFollowSecret, 'two users the same']],
  },
  {
    rule: 'A follow secret is there already when this user has it',
    replace: `where user_id = owner.id and value = \${followSecret}
      )`,
    by: `where value = \${followSecret}
      )`,
    killers: [[tests.putFollowSecret, 'two users the same']],
  },
  {
    rule: 'A follow secret that is added twice at once is added once',
    replace: `
      on conflict (id) do nothing`,
    by: '',
    killers: [[tests.putFollowSecret, 'at the same moment']],
  },
  {
    rule: 'A user revokes their own follow secret',
    replace: `where user_id = owner.id and value = \${followSecret}\`.execute(db);
}`,
    by: `where value = \${followSecret}\`.execute(db);
}`,
    killers: [[tests.deleteFollowSecret, "another user's equal secret"]],
  },
  {
    rule: 'A user revokes the secret that they name',
    replace: `where user_id = owner.id and value = \${followSecret}\`.execute(db);
}`,
    by: `where user_id = owner.id\`.execute(db);
}`,
    killers: [[tests.deleteFollowSecret, 'to this secret alone']],
  },
]);

export const writingUserMutations = mutationsOf('lib/db/queries/writing-user.ts', [
  {
    rule: 'A user who is being deleted gets nothing more',
    replace: ` for key share\``,
    by: `\``,
    killers: [tests.deletedMeanwhile, tests.locks],
  },
  {
    rule: 'A digest is written to its own user',
    replace: `where id = \${uuid(userId)} returning id\``,
    by: `where true returning id\``,
    killers: [[tests.passwordDigest, 'written down by the call itself']],
  },
]);

export const sharedItemMutations = mutationsOf('lib/db/queries/shared-items.ts', [
  {
    rule: 'An expired shared item is gone',
    replace: `
    .where('expiry', '>', sql<string>\`now()\`)`,
    by: '',
    killers: [[tests.getSharedItem, 'is gone once expired']],
  },
  {
    rule: "A shared item shows its owner's key",
    replace: "'users.id', 'shared_items.user_id')",
    by: "'users.id', 'users.id')",
    killers: [[tests.getSharedItem, "owner's public key"]],
  },
  {
    rule: 'A cache keeps a shared item no longer than it lives',
    replace: `sql<number>\`floor(`,
    by: `sql<number>\`10 + floor(`,
    killers: [tests.getSharedItem],
  },
]);

export const createSharedItemMutations = mutationsOf('functions/shared-item/create.ts', [
  {
    rule: 'An unknown user is no 404 where an item is shared',
    replace: 'body.password, wrongPassword)',
    by: 'body.password)',
    killers: [[tests.createSharedItem, 'an unknown user is a 401']],
  },
]);

export const sharedItemContractMutations = mutationsOf('lib/contract/shared-item.ts', [
  {
    rule: 'A shared item has 20 KiB at most',
    replace: 'bytes(0, 20 * 1024)',
    by: 'bytes(0, 20 * 1024 + 1)',
    killers: [tests.createSharedItem],
  },
  {
    rule: "A shared item's IV has exactly 16 bytes",
    replace: 'bytes(16, 16)',
    by: 'bytes(15, 16)',
    killers: [tests.createSharedItem],
  },
]);
