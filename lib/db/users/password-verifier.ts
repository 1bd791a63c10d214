import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's default. A generated password cannot be guessed, so it needs no more. */
const ITERATIONS = 4_096;

/**
 * The verifier that PostgreSQL stores for a password, computed here so that the password is in no statement and no log.
 * Source: RFC 5802 and RFC 7677, in the form of `pg_authid.rolpassword`.
 *
 * @param password printable ASCII, which needs none of the RFC's preparation.
 */
export function passwordVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
