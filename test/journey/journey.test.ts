import { afterAll, beforeAll, expect, it } from 'vitest';
import { countRows } from '../support/postgres/count-rows.ts';
import { createDatabase } from '../support/postgres/create-database.ts';
import { tellStory } from '../support/story/story.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

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
