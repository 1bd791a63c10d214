export { ensureDatabase } from './database.ts';
export { startPostgres } from './start.ts';
export type * from './types.ts';
