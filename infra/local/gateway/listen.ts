import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Starts listening.
 * @returns the port.
 * @throws with a clear message when the port is in use.
 */
export async function listen(server: Server, port: number, address: string): Promise<number> {
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const advice = 'end the program that listens there, or choose another port with PORT.';
      throw new Error(`Port ${port} is in use: ${advice}`, { cause: error });
    }
    throw error;
  }
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : port;
}
