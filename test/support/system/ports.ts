import { once } from 'node:events';
import { createServer } from 'node:net';

/** The difference between the Data API's port and the API's. */
export const DATA_API_OFFSET = 10_000;

/**
 * Finds a port on 127.0.0.1 for `npm run dev`. It and the Data API's are free, and below the ephemeral ports, so that
 * no other process gets them in the meantime.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * DATA_API_OFFSET);
    if ((await isFree(port)) && (await isFree(port + DATA_API_OFFSET))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
