import { rm } from 'node:fs/promises';

/** Removes a folder to which a stopping server may still write for a moment. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
