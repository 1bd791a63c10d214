import { execFile } from 'node:child_process';
import { connect, createServer, isIPv4 } from 'node:net';
import { promisify } from 'node:util';

interface Bridge {
  stop(): void;
}

/** The gateway of Docker's own network, for versions that don't report it. */
const DEFAULT_GATEWAY = '172.17.0.1';

/**
 * Makes a port of 127.0.0.1 reachable from containers as host.docker.internal. On Linux that name is the gateway of
 * Docker's own network, where this process listens and forwards connections. Where Docker runs in a virtual machine,
 * as on a Mac, this machine has no such address, and Docker itself forwards them.
 */
export async function bridge(port: number): Promise<Bridge> {
  const server = createServer((inside) => {
    const outside = connect(port, '127.0.0.1');
    inside.on('error', () => outside.destroy());
    outside.on('error', () => inside.destroy());
    inside.pipe(outside).pipe(inside);
  });
  const address = await gatewayAddress();
  return new Promise((resolve, reject) => {
    const done = () => resolve({ stop: () => server.close() });
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRNOTAVAIL') done();
      else reject(error);
    });
    server.listen(port, address, done);
  });
}

async function gatewayAddress(): Promise<string> {
  const format = '{{(index .IPAM.Config 0).Gateway}}';
  try {
    const { stdout } = await promisify(execFile)('docker', [
      'network',
      'inspect',
      'bridge',
      '--format',
      format,
    ]);
    const address = stdout.trim();
    return isIPv4(address) ? address : DEFAULT_GATEWAY;
  } catch (error) {
    throw new Error('Docker does not respond: is it running?', { cause: error });
  }
}
