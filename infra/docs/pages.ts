import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type DocsFile, docsFile } from './docs-file.ts';

const require = createRequire(import.meta.url);
const swaggerUi = (file: string) => require.resolve(`swagger-ui-dist/${file}`);
const redoc = (file: string) => join(require.resolve('redoc/package.json'), '..', file);
const page = (file: string) => join(import.meta.dirname, 'pages', file);

/** Replaces Redoc's logo, which would be loaded from another host. */
const withoutForeignLogo = (script: string) =>
  script.replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, LOGO);

const LOGO =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2244%22 height=%2216%22%3E' +
  '%3Ctext y=%2212%22 font-family=%22sans-serif%22 font-size=%2212%22 fill=%22%234d8bf0%22%3ERedoc%3C/text%3E%3C/svg%3E';

/** Files that other files refer to, by the names that they use. */
const assets: readonly { name: string; from: string; change?: (text: string) => string }[] = [
  { name: 'icon.svg', from: page('icon.svg') },
  { name: 'swagger-ui.css', from: swaggerUi('swagger-ui.css') },
  { name: 'swagger-ui-bundle.js', from: swaggerUi('swagger-ui-bundle.js') },
  { name: 'swagger-ui-bundle.js.LICENSE.txt', from: swaggerUi('swagger-ui-bundle.js.LICENSE.txt') },
  { name: 'docs.css', from: page('docs.css') },
  { name: 'docs.js', from: page('docs.js') },
  { name: 'redoc.standalone.js', from: redoc('bundles/redoc.standalone.js'), change: withoutForeignLogo },
  { name: 'redoc.LICENSE.txt', from: redoc('LICENSE') },
  { name: 'redoc.css', from: page('redoc.css') },
  { name: 'redoc.js', from: page('redoc.js') },
];

/**
 * The two pages and all the files that they load. The names of those files contain a hash of their content, so that they
 * can be cached forever.
 *
 * @param contentHash hashes a text; the result is short, and safe in a path.
 */
export async function pageFiles(contentHash: (text: string) => string): Promise<DocsFile[]> {
  const files: DocsFile[] = [];
  const hashedNames = new Map<string, string>();
  const withHashedNames = (text: string) =>
    [...hashedNames].reduce(
      (changed, [name, path]) =>
        changed.replaceAll(`/${name}"`, `/${path}"`).replaceAll(`/${name}'`, `/${path}'`),
      text,
    );
  for (const { name, from, change = withHashedNames } of assets) {
    const text = change(await readFile(from, 'utf8'));
    const hashedName = name.endsWith('.txt') ? name : name.replace(/\.(\w+)$/, `.${contentHash(text)}.$1`);
    hashedNames.set(name, hashedName);
    files.push(docsFile(`/docs/${hashedName}`, text));
  }
  for (const name of ['docs', 'redoc']) {
    files.push(docsFile(`/${name}`, withHashedNames(await readFile(page(`${name}.html`), 'utf8'))));
  }
  return files;
}
