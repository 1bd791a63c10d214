import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { init } from '@paralleldrive/cuid2';
import { build } from 'esbuild';
import { expect, it, onTestFinished, vi } from 'vitest';
import { options } from '../../esbuild.config.mjs';
import { withoutExports, withoutMembers } from '../../infra/bundling/rewrite.ts';
import { functions } from '../../lib/contract/functions.ts';

const MAX_BYTES = 300_000;

const feeds = functions.filter(
  ({ bundle, databases, trigger }) =>
    trigger.type === 'request' && bundle === 'whole' && databases !== 'none',
);

it.each(feeds)('the bundle of $name has at most 300 kB', async ({ name }) => {
  const { size } = await stat(join('dist', name, 'index.mjs'));
  expect(size).toBeLessThanOrEqual(MAX_BYTES);
});

/** The exports of source that is bundled as the functions are. */
async function bundled(source: string): Promise<Record<string, any>> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: source, resolveDir: import.meta.dirname },
    sourcemap: false,
    legalComments: 'none',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

it('what is left out says so by its name when it is used', async () => {
  const { db, MysqlAdapter } = await bundled(`
    import { DummyDriver, Kysely, MysqlAdapter, PostgresAdapter, PostgresQueryCompiler } from 'kysely';
    export { MysqlAdapter };
    export const db = new Kysely({
      dialect: {
        createDriver: () => new DummyDriver(),
        createAdapter: () => new PostgresAdapter(),
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: () => undefined,
      },
    });`);
  expect(() => db.schema).toThrow('Kysely.schema is left out of the bundles');
  expect(() => db.transaction()).toThrow('Kysely.transaction is left out');
  const select = db.selectFrom('users').select('id');
  expect(select.compile().sql).toBe('select "id" from "users"');
  expect(() => select.orderBy('id')).toThrow('SelectQueryBuilderImpl.orderBy is left out');
  expect(() => new MysqlAdapter()).toThrow(
    'MysqlAdapter of kysely/dist/esm/dialect/mysql/mysql-adapter.js is left out',
  );
});

it('a library that has changed fails the build', async () => {
  const source = 'export class Old { used() {} unused() {} }';
  expect(() => withoutMembers(source, 'a.js', { Old: 'used' })).not.toThrow();
  expect(() => withoutMembers(source, 'a.js', { Old: 'used renamed' })).toThrow(
    'a.js has no Old.renamed any more.',
  );
  expect(() => withoutMembers(source, 'a.js', { New: 'used' })).toThrow('a.js has no New any more.');
  expect(() => withoutExports("export * from './b.js';", 'a.js')).toThrow("can't be left out");
});

it("cuid2 makes the same ids with Node's integers and hashes", async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const { init: bundledInit } = await bundled("export { init } from '@paralleldrive/cuid2';");
  const ids = (make: typeof init) =>
    Array.from({ length: 200 }, (_, n) =>
      make({ random: () => (n % 36) / 36, counter: () => n, length: 24, fingerprint: 'a host' })(),
    );
  expect(ids(bundledInit)).toEqual(ids(init));
  expect(new Set(ids(init)).size).toBe(200);
});
