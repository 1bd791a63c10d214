import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from './ids.ts';

/** API Gateway's own message to a client, over HTTP or the socket. */
export function gatewayMessage(message: string, connectionId: string, requestId: string): string {
  return `{"message": "${message}", "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
}

/** Refuses a handshake over HTTP without asking any function. */
export function refuse(socket: Duplex, status: number): void {
  const requestId = newId();
  const reason = STATUS_CODES[status] ?? '';
  const body = gatewayMessage(reason, newId(), requestId);
  const head = { ...refusalHeaders(requestId), Connection: 'close', 'Content-Length': body.length };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  // A client that disconnected needs no response.
  socket.on('error', () => {});
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`);
}

export function refusalHeaders(requestId: string): Record<string, string> {
  return { 'Content-Type': 'application/json', 'x-amzn-RequestId': requestId };
}
