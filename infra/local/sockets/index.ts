export { startSockets } from './server.ts';
export type { SocketOptions, SocketRecord, Sockets } from './types.ts';
