import { once } from 'node:events';
import { createServer } from 'node:net';

/** As far above its own port the API puts the Data API's. */
export const DATA_API_OFFSET = 10_000;

/**
 * A port on 127.0.0.1 for `npm run dev`: neither it nor the Data API's is in use, and both are below those that
 * systems give out by themselves, so that what runs meanwhile does not get them.
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
