export { startGateway } from './server.ts';
export type { Gateway, GatewayOptions, GatewayRoute, RequestRecord } from './types.ts';
