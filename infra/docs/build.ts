import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { getDocs, getDocsFile } from '../../lib/contract/documents.ts';
import { freshImport } from '../fresh-import.ts';
import type { DocsFile } from './docs-file.ts';
import { pageFiles } from './pages.ts';

/** The folder of the files, beside the function's bundle. */
const FOLDER = 'dist/docs/files';

/** A file of the build. */
interface Output {
  /** Absolute. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/**
 * Makes the files that the docs function serves: each in two encodings, and an index of paths.
 */
export async function buildDocs(): Promise<Output[]> {
  const { documents } = await freshImport<{ documents: DocsFile[] }>('infra/docs/documents.ts');
  const files = [...documents, ...(await pageFiles(contentHash))];
  const contents = (await Promise.all(files.map(compressed))).flat();
  const index = Object.fromEntries(
    files.map(({ path, type, text }) => [path, { name: contentHash(text), headers: headersOf(path, type) }]),
  );
  const indexFile = { path: resolve(FOLDER, 'index.json'), contents: Buffer.from(JSON.stringify(index)) };
  // Files with the same content are one file.
  return [...new Map([...contents, indexFile].map((output) => [output.path, output])).values()];
}

/** A hash of the content, as its name. */
const contentHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compresses a file, unless an earlier build has, because it takes a second. */
async function compressed({ text }: DocsFile): Promise<Output[]> {
  const path = (encoding: string) => resolve(join(FOLDER, `${contentHash(text)}.${encoding}`));
  const make = async (encoding: string, compress: () => Promise<Buffer>): Promise<Output> => ({
    path: path(encoding),
    contents: await readFile(path(encoding)).catch(compress),
  });
  const params = {
    // The two higher levels take twenty times as long to save a tenth.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  };
  return Promise.all([
    make('br', () => brotli(text, { params })),
    make('gzip', () => zip(text, { level: constants.Z_BEST_COMPRESSION })),
  ]);
}

/** Allows nothing from other hosts, no inline scripts or styles, and no embedding in frames. */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Redoc creates empty style elements and fills them by script; this is the hash of the empty text.
  'style-src': "'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  'img-src': "'self' data:",
  'font-src': 'data:',
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

function headersOf(path: string, type: string): Record<string, string> {
  const { cacheSeconds } = path.startsWith('/docs/') ? getDocsFile : getDocs;
  const isHashed = path.startsWith('/docs/') && !path.endsWith('.txt');
  return {
    'content-type': type,
    'cache-control': isHashed
      ? `public, max-age=${cacheSeconds}, immutable`
      : `public, max-age=${getDocs.cacheSeconds}`,
    ...(type.startsWith('text/html') && {
      'content-security-policy': Object.entries(contentSecurityPolicy)
        .map((directive) => directive.join(' '))
        .join('; '),
      'referrer-policy': 'no-referrer',
    }),
  };
}
