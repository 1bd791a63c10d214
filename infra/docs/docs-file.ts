/** A file that the docs function serves. */
export interface DocsFile {
  /** The path, without the stage. */
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

/** A file whose type follows from its extension; without one, it is a page. */
export const docsFile = (path: string, text: string): DocsFile => ({
  path,
  text,
  type: types[path.split('.').at(-1) ?? ''] ?? 'text/html; charset=utf-8',
});
