import { makeAsyncApi } from './asyncapi.ts';
import { docsFile } from './docs-file.ts';
import { makeOpenApi } from './openapi.ts';

/** The documents for tools, as files. */
export const documents = [
  docsFile('/openapi.json', JSON.stringify(makeOpenApi())),
  docsFile('/asyncapi.json', JSON.stringify(makeAsyncApi())),
];
