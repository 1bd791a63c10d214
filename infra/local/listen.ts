import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

const address = '127.0.0.1';

/** A port on 127.0.0.1 (0: any free one) and the name of the setting that chooses it. */
export interface Port {
  readonly port: number;
  readonly setting: 'PORT' | 'DATA_API_PORT';
}

const anyPort: Port = { port: 0, setting: 'PORT' };

/**
 * Starts listening, by default on a free port.
 *
 * @returns the port.
 * @throws Error that names the port and its setting when the port is in use.
 */
export async function listen(server: Server, { port, setting }: Port = anyPort): Promise<number> {
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const advice = `stop the program that uses it, or choose another port with ${setting}.`;
      throw new Error(`Port ${port} is in use: ${advice}`, { cause: error });
    }
    throw error;
  }
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : port;
}

/** Checks that ports are free before anything depends on them. @throws Error as {@link listen} does. */
export async function expectFree(...ports: readonly Port[]): Promise<void> {
  for (const port of ports) {
    const server = createServer();
    await listen(server, port);
    server.close();
    await once(server, 'close');
  }
}
