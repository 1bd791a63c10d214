import { randomBytes } from 'node:crypto';

/** An id as API Gateway's WebSocket APIs make them, of connections, requests and messages: `L0SM9cOFvHcCIhw=`. */
export function newId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

export function isId(text: string): boolean {
  return /^[\w-]{15}=$/.test(text);
}
