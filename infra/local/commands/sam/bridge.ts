import { execFile } from 'node:child_process';
import { connect, createServer, isIPv4 } from 'node:net';
import { promisify } from 'node:util';

interface Bridge {
  stop(): void;
}

/** Of Docker's own network; older versions don't tell. */
const USUAL_GATEWAY = '172.17.0.1';

/**
 * Lets containers reach a port of 127.0.0.1 under the name host.docker.internal. On Linux that is the address of
 * Docker's own network, where somebody has to listen and pass it on; where Docker runs in a machine of its own, as
 * on a Mac, this machine has no such address, and Docker passes it on by itself.
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
    return isIPv4(address) ? address : USUAL_GATEWAY;
  } catch (error) {
    throw new Error('Docker does not answer: is it running?', { cause: error });
  }
}
