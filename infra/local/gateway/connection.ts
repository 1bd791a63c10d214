import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemHeaders, requestId } from '../../../lib/contract/gateway.ts';
import { problemJson } from '../../../lib/contract/problem.ts';
import { newRequestId } from './event.ts';
import { lingerMilliseconds } from './limits.ts';

/** Refuses a request that is not valid HTTP, and closes the connection. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Called again for anything else that the client sends.
  if (socket.writableEnded) return;
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, detail } = reason(error.code);
  const id = newRequestId();
  const body = problemJson({ status, detail, requestId: id });
  const head = {
    ...problemHeaders,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
    [requestId.header]: id,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // Closing immediately would reset the connection, and a client that is still sending might never see the response.
  setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
}

function reason(code: string | undefined): { status: number; detail: string } {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, detail: 'Request line and headers are too large.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, detail: 'The request took too long.' };
    case undefined:
    default:
      return { status: 400, detail: 'The request is not valid HTTP.' };
  }
}
