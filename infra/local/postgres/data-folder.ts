import { mkdir, realpath } from 'node:fs/promises';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'part of its path is a file',
  EACCES: 'this account may not create it',
  EPERM: 'this account may not create it',
  EROFS: 'its file system is read-only',
  ENOSPC: 'its file system is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'it is a link to itself',
};

/**
 * Creates the data folder if it is missing.
 *
 * @returns its absolute path, without links.
 * @throws Error that says why the folder can't be used, and names the setting.
 */
export async function ensureDataFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    return await realpath(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code] ?? code;
    throw new Error(`The data folder ${path} cannot be used: ${reason}. Choose another one (DATA_DIR).`, {
      cause: error,
    });
  }
}
