import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** X-Ray's daemon on 127.0.0.1. */
export interface XrayDaemon {
  /** As in AWS_XRAY_DAEMON_ADDRESS. */
  readonly address: string;
  /** The datagrams so far. */
  readonly datagrams: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests read any property.
  readonly documents: readonly any[];
  stop(): Promise<void>;
}

/** Source: AWS X-Ray, "Sending segment documents to the X-Ray daemon". */
const HEADER = '{"format": "json", "version": 1}\n';

export async function startXrayDaemon(): Promise<XrayDaemon> {
  const datagrams: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message) => datagrams.push(message.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    datagrams,
    get documents() {
      return datagrams.map((datagram) => {
        if (!datagram.startsWith(HEADER)) throw new Error('The datagram has no header.');
        return JSON.parse(datagram.slice(HEADER.length));
      });
    },
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
