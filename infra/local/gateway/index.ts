export { startGateway } from './server.ts';
export type { Gateway, GatewayOptions, GatewayRoute, RequestRecord, SocketEntrance } from './types.ts';
