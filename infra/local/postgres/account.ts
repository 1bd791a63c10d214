import { readFile, stat } from 'node:fs/promises';

/** The account that the server runs as. */
export interface Account {
  /** True when it differs from this process's account. */
  switched: boolean;
  uid?: number;
  gid?: number;
}

/**
 * Chooses the account of the server. PostgreSQL refuses to run as root, so root runs it as the owner of the data or,
 * when there is none yet, as `nobody`, an account that every system has.
 *
 * @param cluster the data folder, which may not exist yet.
 * @throws when root starts it and the system has no account `nobody`.
 */
export async function serverAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { switched: false };
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { switched: true, uid: owner.uid, gid: owner.gid };
  return { switched: true, ...(await nobody()) };
}

async function nobody(): Promise<{ uid: number; gid: number }> {
  const accounts = await readFile('/etc/passwd', 'utf8');
  const fields = accounts.match(/^nobody:[^:]*:(\d+):(\d+):/m);
  if (!fields)
    throw new Error('PostgreSQL cannot run as root, and there is no account "nobody" to run it as.');
  return { uid: Number(fields[1]), gid: Number(fields[2]) };
}
