import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEVELOPMENT_WEB_KEY } from '../../lib/planner-config.ts';
import { type ChatSystem, startChatSystem } from '../support/chat/system.ts';
import { codeBlocks, markdownDocuments, readDocument } from '../support/docs/markdown.ts';
import { removeFolder } from '../support/system/folders.ts';

const run = promisify(execFile);

/** Where `npm run dev` serves, as the examples have it. */
const SERVED = '127.0.0.1:3000';

let api: ChatSystem;
let folder: string;
beforeAll(async () => {
  [api, folder] = await Promise.all([
    startChatSystem({ WEB_AUTH_API_KEY: DEVELOPMENT_WEB_KEY }),
    mkdtemp(join(tmpdir(), 'liftlog-docs-')),
  ]);
});
afterAll(async () => {
  await removeFolder(folder);
  await api.stop();
});

/** Runs a shell example on the test's API; a call that fails ends it. @returns what it prints. */
async function runInShell(code: string): Promise<string> {
  const failing = 'curl() { command curl -sS --fail-with-body "$@"; }\n';
  const { port, host } = new URL(api.url);
  const running = run('bash', ['-euo', 'pipefail', '-c', failing + code.replaceAll(SERVED, host)], {
    env: { ...process.env, PORT: port, WEB_AUTH_API_KEY: DEVELOPMENT_WEB_KEY },
  });
  running.child.stdin?.end();
  return (await running).stdout;
}

/** The output of the shell examples, by some of their words. */
const printed: readonly (readonly [words: string, output: RegExp])[] = [
  ['/v2/user/create -d', /^\{"id":"[\w-]{36}","lookup":"\w{12}","password":"[\w-]{36}"\}$/],
  ['/v2/ai/workout', /^\{"name":.*"sessions":\[\{/],
  ['npm run chat', /\w/],
  ['npm run --silent chat', /\w/],
  ['$api/user/create', /\{"events":\[\{.*"encryptedEventPayload":"SGVsbG8=".*"invalidFollowSecrets":\[\]\}$/],
  ['new WebSocket', /"type":"chatPlan".*\n\{"type":"done"\}\n$/s],
  ['HubConnectionBuilder', /type: 'messageResponse'/],
];

function outputOf(example: string): RegExp {
  const found = printed.find(([words]) => example.includes(words));
  if (found === undefined) throw new Error('Add the output of this example to the list above.');
  return found[1];
}

const shellExamples = markdownDocuments.flatMap(({ path, text }) =>
  codeBlocks(text)
    .filter(({ language }) => language === 'sh')
    .filter(({ code }) => code.includes(`//${SERVED}`) || /npm run (?:--silent )?chat/.test(code))
    .map(({ code }) => ({ path, code, firstLine: code.split('\n')[0] })),
);

test.for(shellExamples)('$path: $firstLine', async ({ code }) => {
  expect(await runInShell(code)).toMatch(outputOf(code));
});

const firstFiveCalls = codeBlocks(readDocument('lib/contract/README.md').text);
const inLanguage = (language: string) =>
  firstFiveCalls.find((block) => block.language === language)?.code ?? '';

test('the first five calls bring a follower the event, in TypeScript', async () => {
  const file = join(folder, 'calls.mts');
  await writeFile(file, inLanguage('ts').replaceAll(SERVED, new URL(api.url).host));
  const { stdout } = await run(process.execPath, [file]);
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z Hello\n$/);
});

test.for(['swift', 'kotlin'])('the first five calls send in %s what they send in curl', (language) => {
  expect(sent(inLanguage(language))).toEqual(sent(inLanguage('sh')));
});

/** The paths that an example calls, and the names of the properties that it sends. */
function sent(code: string) {
  const found = (pattern: RegExp) => new Set([...code.matchAll(pattern)].map(([, text]) => text));
  return {
    paths: found(/(?:\$api|")(\/[a-z][a-z/-]+)/g),
    properties: found(/(?:put\()?"(\w+)"(?::|(?<=put\("\w+"),)/g),
  };
}
