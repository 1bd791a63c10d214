import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../support/postgres.ts';
import { startTestSystem, type TestSystem } from '../support/system.ts';
import { countRows } from './rows.ts';
import { tellStory } from './story.ts';

let userDataUrl: string;
let system: TestSystem;

beforeAll(async () => {
  userDataUrl = await createDatabase();
  system = await startTestSystem({ userDataUrl });
});

afterAll(() => system.stop());

it('lets two apps follow, publish, share, revoke and leave', { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  await tellStory({
    url: system.url,
    say: (line) => lines.push(line),
    countRows: () => countRows(userDataUrl),
  });
  expect(lines.at(-1)).toContain('every table is empty');
});
