import { writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { makeOpenApi } from '../../../infra/docs/openapi.ts';

/** The file with the types of the API's document, for the tests' client. */
const TYPES = new URL('../../support/openapi/types.d.ts', import.meta.url);

// openapi-typescript needs the compiler API from before TypeScript 7, which another package contains.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'typescript'
      ? next('./compiler.ts', { ...context, parentURL: import.meta.url })
      : next(specifier, context),
});
const { astToString, default: openapiTS } = await import('openapi-typescript');

/** Converts the document to types with openapi-typescript, and writes them; with `--print`, to stdout. */
const types =
  "/** Made of the API's document by `npm run docs:types`. */\n" +
  astToString(await openapiTS(JSON.stringify(makeOpenApi())));
if (process.argv.includes('--print')) process.stdout.write(types);
else await writeFile(TYPES, types);
