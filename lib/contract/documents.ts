import * as z from 'zod/mini';
import { nothing, text } from './common.ts';
import { route } from './route.ts';

/** The function behind all of these: it serves files that the build made. */
const NAME = 'docs';

const file = {
  name: NAME,
  methods: ['GET', 'HEAD'],
  access: 'public',
  // API Gateway treats buffered responses as text; only streamed bytes pass unchanged.
  transfer: 'stream',
  cacheSeconds: 300,
  parameters: nothing,
  body: nothing,
} as const;

export const getOpenApi = route({
  ...file,
  path: '/openapi.json',
  summary: 'Describes the API as OpenAPI 3.1',
  response: z.looseObject({ openapi: z.string() }),
});

export const getAsyncApi = route({
  ...file,
  path: '/asyncapi.json',
  summary: 'Describes the chat as AsyncAPI 3',
  response: z.looseObject({ asyncapi: z.string() }),
});

export const getRoot = route({
  ...file,
  path: '/',
  summary: 'Redirects a browser to the documents',
  cacheSeconds: 0,
  response: z.string(),
});

export const getDocs = route({
  ...file,
  path: '/docs',
  summary: 'Documentation to read and try out, in Swagger UI',
  response: z.string(),
});

export const getRedoc = route({
  ...file,
  path: '/redoc',
  summary: 'Documentation to read, in Redoc',
  response: z.string(),
});

export const getDocsFile = route({
  ...file,
  path: '/docs/{file}',
  summary: 'Scripts and styles of the two pages',
  // The name changes with the content of the file.
  cacheSeconds: 31_536_000,
  parameters: z.object({ file: text(1, 100) }),
  response: z.string(),
});
