import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * Returns the port if it is free; for 0, any free port.
 *
 * @throws when it is in use.
 */
export async function freePort(port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`Port ${port} is in use, so PostgreSQL cannot use it.`, { cause });
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return isInternet(address) ? address.port : port;
}

function isInternet(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
