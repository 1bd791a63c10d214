import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type DataApiUnderTest, startDataApiUnderTest } from '../../../support/local/data-api.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:second';
const username = `user_${randomUUID().slice(0, 8)}`;
const secrets = new Map<string, string>();

let db: DataApiUnderTest;
beforeAll(async () => {
  db = await startDataApiUnderTest({ secrets });
  await db.execute(`create role ${username} login password 'of: %the /second?'`);
});
beforeEach(() => secrets.set(ARN, JSON.stringify({ username, password: 'of: %the /second?' })));
afterAll(async () => {
  await db.execute(`drop role ${username}`);
  await db.stop();
});

const whoAmI = 'select current_user::text';
const asSecond = { secretArn: ARN };

it('a call is made as the user in its secret', async () => {
  const { records: asOwner } = await db.execute(whoAmI);
  const { records } = await db.execute(whoAmI, asSecond);
  expect(records).toEqual([[{ stringValue: username }]]);
  expect(asOwner).not.toEqual(records);
});

it('a password that PostgreSQL refuses is a database error', async () => {
  secrets.set(ARN, JSON.stringify({ username, password: 'another' }));
  await expect(db.execute(whoAmI, asSecond)).rejects.toMatchObject({
    name: 'DatabaseErrorException',
    message: `FATAL: password authentication failed for user "${username}"; SQLState: 28P01`,
  });
});

it.each(['', 'a password', '[]', '{"username":"someone"}', '{"username":1,"password":2}'])(
  'a secret that names no user is refused: %s',
  async (secret) => {
    secrets.set(ARN, secret);
    await expect(db.execute(whoAmI, asSecond)).rejects.toMatchObject({ name: 'InvalidSecretException' });
  },
);

it('a transaction belongs to one user', async () => {
  const transactionId = await db.begin();
  await expect(db.execute(whoAmI, { ...asSecond, transactionId })).rejects.toMatchObject({
    name: 'BadRequestException',
  });
  await db.execute(whoAmI, { transactionId });
  await db.commit(transactionId);
});
