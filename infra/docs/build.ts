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
 * Makes the files that the docs function answers with: each compressed, in two ways, and an index that tells
 * the function what it answers where.
 */
export async function buildDocs(): Promise<Output[]> {
  const { documents } = await freshImport<{ documents: DocsFile[] }>('infra/docs/documents.ts');
  const files = [...documents, ...(await pageFiles(mark))];
  const contents = (await Promise.all(files.map(compressed))).flat();
  const index = Object.fromEntries(
    files.map(({ path, type, text }) => [path, { name: mark(text), headers: headersOf(path, type) }]),
  );
  const indexFile = { path: resolve(FOLDER, 'index.json'), contents: Buffer.from(JSON.stringify(index)) };
  // Files of one content are one file.
  return [...new Map([...contents, indexFile].map((output) => [output.path, output])).values()];
}

/** A name for a text by what is in it. */
const mark = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** What an earlier build compressed is not compressed again: that takes a second. */
async function compressed({ text }: DocsFile): Promise<Output[]> {
  const path = (encoding: string) => resolve(join(FOLDER, `${mark(text)}.${encoding}`));
  const make = async (encoding: string, compress: () => Promise<Buffer>): Promise<Output> => ({
    path: path(encoding),
    contents: await readFile(path(encoding)).catch(compress),
  });
  const params = {
    // The two levels above take twenty times as long for a tenth less.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  };
  return Promise.all([
    make('br', () => brotli(text, { params })),
    make('gzip', () => zip(text, { level: constants.Z_BEST_COMPRESSION })),
  ]);
}

/** Nothing from elsewhere, no script and no style in the page itself, and in nobody's frame. */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Redoc's styles are put by script into style elements that it makes empty; their hash is that of no text.
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
  const isMarked = path.startsWith('/docs/') && !path.endsWith('.txt');
  return {
    'content-type': type,
    'cache-control': isMarked
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
