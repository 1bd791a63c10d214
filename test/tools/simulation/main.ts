import { daysTable, quotasTable } from './tables.ts';

/** `npm run simulate`: prints the tables of infra/cells.md, which are the same at every run. */
console.log(`${daysTable()}\n\n${quotasTable()}`);
