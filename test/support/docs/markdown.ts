import { globSync, readFileSync } from 'node:fs';

/** A document for people. */
export interface MarkdownDocument {
  /** The path from the project's root. */
  readonly path: string;
  readonly text: string;
}

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** Every document of the project. */
export const markdownDocuments: readonly MarkdownDocument[] = globSync([
  '*.md',
  '{functions,infra,lib,test}/**/*.md',
])
  .toSorted()
  .map(readDocument);

export function readDocument(path: string): MarkdownDocument {
  return { path, text: readFileSync(path, 'utf8') };
}

/** The code in fenced blocks, without the indentation of a list. */
export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^ *```$/gms)].map(
    ([, indent = '', language = '', code = '']) => ({
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The code between backticks within a line. */
export function inlineCode(text: string): string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The anchors of the headings, as GitHub generates them. */
export function anchors(text: string): string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
