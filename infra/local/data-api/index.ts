export { startDataApi } from './start.ts';
export type * from './types.ts';
