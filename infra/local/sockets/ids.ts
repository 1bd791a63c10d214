import { randomBytes } from 'node:crypto';

/** An id of a connection, request or message, in the form of API Gateway's WebSocket APIs: `L0SM9cOFvHcCIhw=`. */
export function newId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

export function isId(text: string): boolean {
  return /^[\w-]{15}=$/.test(text);
}
