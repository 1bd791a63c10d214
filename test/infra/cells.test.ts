import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('infra/cells.md says of every statement whose rows it is about', () => {
  const page = readFileSync('infra/cells.md', 'utf8');
  const statements = globSync('lib/db/queries/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:function|const) ([a-z]\w+)/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(statements.length).toBeGreaterThan(30);
  // No statement, but a part of one.
  const missing = statements.filter((name) => name !== 'isWaiting' && !page.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
