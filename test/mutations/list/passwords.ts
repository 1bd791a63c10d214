import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const digestMutations = mutationsOf('lib/auth/password-digest.ts', [
  {
    rule: 'A digest is of the stored hash',
    replace: "['row', hashedPassword, salt]",
    by: "['row', salt]",
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'A digest is of the stored salt',
    replace: "['row', hashedPassword, salt]",
    by: "['row', hashedPassword]",
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'A digest is of the password',
    replace: "['password', hashedPassword, salt, password]",
    by: "['password', hashedPassword, salt]",
    killers: [[tests.passwordDigest, 'refuses any other at once']],
  },
  {
    rule: "A digest's key is found by its version",
    replace: 'String(known.version) === version',
    by: 'version !== undefined',
    killers: [[tests.passwordDigest, 'keys']],
  },
  {
    rule: 'A password that a person chose gets no digest',
    replace: ' || !SERVER_MADE.test(password)',
    by: '',
    killers: [[tests.passwordDigest, 'may have chosen']],
  },
  {
    rule: 'A digest of another row tells nothing',
    replace: '|| !isEqual(row, rowPart(stored, key))',
    by: '',
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'Digests are compared in constant time',
    replace: "timingSafeEqual(Buffer.from(part, 'base64'), expected)",
    by: "Buffer.from(part, 'base64').equals(expected)",
    killers: [[tests.passwordDigest, 'fits its row']],
    equal:
      "The verdict is the same: what differs is how long a wrong one takes, by less than a request's own noise.",
  },
  {
    rule: "Parts of a digest can't run into each other",
    replace: `mac.update(\`\${Buffer.byteLength(part)}:\`).update(part)`,
    by: 'mac.update(part)',
    killers: [tests.passwordDigest],
    equal:
      'The parts before the last have fixed lengths in every stored row: only other rows than there are could run together.',
  },
]);

export const passwordMutations = mutationsOf('lib/auth/password.ts', [
  {
    rule: 'A digest that fits refuses a wrong password at once',
    replace: `if (comparison === 'different') return { isRight: false };
  `,
    by: '',
    killers: [[tests.passwordDigest, 'refuses any other at once']],
  },
  {
    rule: 'A right digest lets in at once',
    replace: "comparison === 'equal' || (await",
    by: "comparison === 'absent' && (await",
    killers: [[tests.passwordDigest, 'lets the right password in at once']],
  },
  {
    rule: 'A digest that is stored already is not stored again',
    replace: 'digest === stored.passwordDigest ? undefined : digest',
    by: 'digest',
    killers: [tests.passwordDigest],
  },
  {
    rule: 'Digests are made with the newest key',
    replace: 'makeDigest(password, stored, keys[0])',
    by: 'makeDigest(password, stored, keys.at(-1))',
    killers: [[tests.passwordDigest, 'made anew with the next write']],
  },
  {
    rule: 'A remembered password is of its stored hash',
    replace: `    .update(hashedPassword)
    .update('\\0')
`,
    by: '',
    killers: [[tests.passwords, 'has the same salt']],
  },
  {
    rule: 'A remembered password is of its salt',
    replace: `    .update(salt)
    .update('\\0')
`,
    by: '',
    killers: [tests.passwords],
    equal: 'Two hashes with different salts are never the same.',
  },
  {
    rule: 'A remembered password is itself',
    replace: `
    .update(password)
    .digest`,
    by: `
    .digest`,
    killers: [[tests.passwords, 'a wrong password stays wrong'], tests.passwords],
  },
  {
    rule: 'A wrong password is not remembered',
    replace: 'if (isRight) remembered.set',
    by: 'remembered.set',
    killers: [[tests.passwords, 'a wrong password stays wrong']],
  },
]);

export const passwordHashMutations = mutationsOf('lib/auth/password-hash.ts', [
  {
    rule: 'Passwords are hashed as the C# backend does',
    replace: 'ITERATIONS = 350_000',
    by: 'ITERATIONS = 349_999',
    killers: [[tests.createUser, 'what the C# backend stores']],
  },
  {
    rule: 'A hash is upper-case hex',
    replace: "key.toString('hex').toUpperCase()",
    by: "key.toString('hex')",
    killers: [[tests.createUser, 'what the C# backend stores']],
  },
]);

export const authenticateMutations = mutationsOf('lib/auth/authenticate.ts', [
  {
    rule: 'A wrong password is refused',
    replace: `if (!isRight) throw wrongPassword();
  `,
    by: '',
    killers: [tests.otherUsers],
  },
]);

export const digestKeyMutations = mutationsOf('lib/auth/digest-keys.ts', [
  {
    rule: 'The newest key comes first',
    replace: 'b.version - a.version',
    by: 'a.version - b.version',
    killers: [[tests.digestKeys, 'newest key comes first']],
  },
  {
    rule: 'A key that is short is refused',
    replace: 'key.length >= MIN_LENGTH',
    by: 'key.length > 0',
    killers: [tests.digestKeys],
  },
  {
    rule: "A key's version is a number from 1 on",
    replace: 'Number.isSafeInteger(version) && version > 0',
    by: 'Number.isSafeInteger(version)',
    killers: [tests.digestKeys],
  },
]);

export const freshMutations = mutationsOf('lib/secrets/keep-fresh.ts', [
  {
    rule: 'Secrets are read again after a quarter of an hour',
    replace: 'KEPT_FOR = 15 * 60_000',
    by: 'KEPT_FOR = 16 * 60_000',
    killers: [[tests.digestKeys, 'a quarter of an hour']],
  },
  {
    rule: 'Secrets are read once for calls at once',
    replace: 'running ??= readAgain();',
    by: 'running = readAgain();',
    killers: [tests.secrets],
  },
  {
    rule: "Secrets that can't be read stay as they were",
    replace: 'if (kept === undefined) throw error;',
    by: 'throw error;',
    killers: [tests.secrets],
  },
]);

export const secretsMutations = mutationsOf('lib/secrets/secrets.ts', [
  {
    rule: "The development build's key opens no deployed stage",
    replace: 'isDeployed(config) && secrets.WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY',
    by: "secrets.WEB_AUTH_API_KEY === ''",
    killers: [tests.secrets],
  },
]);

export const credentialMutations = mutationsOf('lib/db/queries/credentials.ts', [
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
