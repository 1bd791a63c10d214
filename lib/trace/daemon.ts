import type { Socket } from 'node:dgram';

/** Source: AWS X-Ray, "Sending segment documents to the X-Ray daemon". */
const HEADER = '{"format": "json", "version": 1}\n';

/** Where the daemon listens; Lambda sets it. */
const [host = '', port = ''] = (process.env['AWS_XRAY_DAEMON_ADDRESS'] ?? '127.0.0.1:2000').split(':');

let socket: Socket | undefined;

/** Sends each document as a datagram, which nobody acknowledges. What can't be sent is lost without an error. */
export async function sendDocuments(documents: readonly string[]): Promise<void> {
  const open = (socket ??= openSocket());
  await Promise.all(
    documents.map(
      (document) =>
        new Promise<void>((resolve) =>
          open.send(`${HEADER}${document}`, Number(port), host, () => resolve()),
        ),
    ),
  );
}

/** Loads Node's UDP only now: most invocations are not sampled. */
function openSocket(): Socket {
  const opened = process.getBuiltinModule('node:dgram').createSocket('udp4');
  opened.unref();
  opened.on('error', () => {});
  return opened;
}
