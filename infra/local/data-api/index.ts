export { startDataApi } from './server.ts';
export type * from './types.ts';
