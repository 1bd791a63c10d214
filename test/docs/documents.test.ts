import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { choiceNames } from '../../infra/stage-choices.ts';
import { hubs, routes } from '../../lib/contract/index.ts';
import {
  anchors,
  codeBlocks,
  inlineCode,
  markdownDocuments,
  readDocument,
} from '../support/docs/markdown.ts';

const README_BYTES = 10_000;

/** Variables that are not settings of this project. */
const FOREIGN_VARIABLES = [
  'AWS_PAGER',
  'AWS_REGION',
  'AWS_ROLE_ARN',
  'CHROMIUM_PATH',
  'OLLAMA_CONTEXT_LENGTH',
];

const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const settings = new Set([
  ...Object.keys(parseEnv(readFileSync('.env.example', 'utf8'))),
  ...FOREIGN_VARIABLES,
]);

test('the README is a page', () => {
  expect(Buffer.byteLength(readDocument('README.md').text)).toBeLessThanOrEqual(README_BYTES);
});

test('the README leads to every other document', () => {
  const { text } = readDocument('README.md');
  const linked = new Set(links(text).map(({ file }) => file));
  const others = markdownDocuments.map(({ path }) => path).filter((path) => path !== 'README.md');
  expect(others.filter((path) => !linked.has(path))).toEqual([]);
});

/** Functions whose calls are described elsewhere: the documents, and what SignalR's libraries call by themselves. */
const LEFT_OUT = new Set(['docs', 'chat/negotiate']);

test("the README's table has the calls and hubs of the contract", () => {
  const { text } = readDocument('README.md');
  const rows = [...text.matchAll(/^\| `(\w+) (?:\/v2)?(\/[^`]+)` /gm)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  const calls = routes
    .filter(({ name }) => !LEFT_OUT.has(name))
    .map(({ methods, path }) => `${methods[0]} ${path}`);
  expect(rows.filter((row) => !row.startsWith('WS '))).toEqual(expect.arrayContaining(calls));
  expect(rows.filter((row) => !row.startsWith('WS ')).length).toBe(calls.length);
  expect(rows).toEqual(expect.arrayContaining(hubs.map(({ path }) => `WS ${path}`)));
});

describe.for(markdownDocuments)('$path', ({ path, text }) => {
  test('links to what is there', () => {
    const broken = links(text).filter(({ file, anchor }) => {
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names files that are there', () => {
    const named = inlineCode(text).filter((code) =>
      /^(?:\.ci|\.config|functions|infra|lib|test)\/[\w./*-]+$/.test(code),
    );
    expect(named.filter((pattern) => globSync(pattern).length === 0)).toEqual([]);
  });

  test('names commands that are there', () => {
    const named = [...allCode(text).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names settings that are there', () => {
    const named = [...allCode(text).matchAll(/(?<![\w<])[A-Z]+_[A-Z_]+[A-Z](?![\w>])/g)].map(
      ([name]) => name,
    );
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });

  test('names options of a stage that are there', () => {
    const named = [...allCode(text).matchAll(/-c (\w+)=/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name !== 'name' && !choices.has(name))).toEqual([]);
  });
});

/** All that `-c name=value` may choose: of a stage, which stage, and of the pipeline. */
const choices = new Set([
  ...choiceNames,
  ...['infra/stage-choices.ts', 'infra/pipeline.ts'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/tryGetContext\('(\w+)'\)/g)].map(([, name]) => name),
  ),
]);

/** The code of a document, without its prose. */
const allCode = (text: string) =>
  [...codeBlocks(text).map(({ code }) => code), ...inlineCode(text)].join('\n');

/** Links within the project. */
const links = (text: string) =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, file = '', anchor]) => ({
    file,
    anchor,
  }));
