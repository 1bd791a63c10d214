import { writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { makeOpenApi } from '../../../infra/docs/openapi.ts';

/** Where the types of the API's document are kept, for the tests' client. */
const TYPES = new URL('../../support/openapi/types.d.ts', import.meta.url);

// openapi-typescript writes with the compiler's API of before TypeScript 7, which another package has inside.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'typescript'
      ? next('./compiler.ts', { ...context, parentURL: import.meta.url })
      : next(specifier, context),
});
const { astToString, default: openapiTS } = await import('openapi-typescript');

/** The document as types, by openapi-typescript. With `--print` they are shown instead of kept. */
const types =
  "/** Made of the API's document by `npm run docs:types`. */\n" +
  astToString(await openapiTS(JSON.stringify(makeOpenApi())));
if (process.argv.includes('--print')) process.stdout.write(types);
else await writeFile(TYPES, types);
