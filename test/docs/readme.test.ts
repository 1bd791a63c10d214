import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder } from '../support/system/folders.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const run = promisify(execFile);

let api: TestSystem;
let folder: string;
beforeAll(async () => {
  [api, folder] = await Promise.all([startTestSystem(), mkdtemp(join(tmpdir(), 'liftlog-readme-'))]);
});
afterAll(async () => {
  await removeFolder(folder);
  await api.stop();
});

const FIVE_CALLS = /^### A client's first five calls\n(.*?)^##/ms;

/** The README's block in a language, as a file that speaks to the test's API. */
async function block(language: string, name: string): Promise<string> {
  const [, chapter = ''] = FIVE_CALLS.exec(await readFile('README.md', 'utf8')) ?? [];
  const [, code = ''] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(chapter) ?? [];
  expect(code).toContain('http://127.0.0.1:3000/v2');
  const file = join(folder, name);
  await writeFile(file, code.replaceAll('http://127.0.0.1:3000', api.url));
  return file;
}

const theirEvents = async () => {
  const { rows } = await api.userData.query('select encrypted_event from user_events');
  return rows.map((row: { encrypted_event: Buffer }) => row.encrypted_event.toString());
};

test("the README's first five calls work in curl", async () => {
  const { stdout } = await run('bash', ['-euo', 'pipefail', await block('sh', 'calls.sh')]);
  const answers = stdout.slice(stdout.indexOf('{"events"'));
  expect(JSON.parse(answers)).toMatchObject({
    events: [{ encryptedEventPayload: 'SGVsbG8=' }],
    invalidFollowSecrets: [],
  });
  expect(await theirEvents()).toContain('Hello');
});

test("the README's first five calls work in TypeScript", async () => {
  const { stdout } = await run(process.execPath, [await block('ts', 'calls.mts')]);
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z Hello\n$/);
});
