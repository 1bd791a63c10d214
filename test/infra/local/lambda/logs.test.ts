import { expect, test } from 'vitest';
import { hostOf } from '../../../support/local/bundles.ts';
import { eventually } from '../../../support/local/eventually.ts';

const logged = async (statement: string) => {
  const { host, logs } = await hostOf({
    'event/put': `export const handler = async () => { ${statement} };`,
  });
  const { requestId } = await host.invoke('event/put', {});
  return { requestId, logs };
};

test("an object is logged as one line of Lambda's JSON, with the request it belongs to", async () => {
  const { requestId, logs } = await logged("console.info({ status: 200, path: '/event' });");
  expect(logs).toEqual([
    {
      functionName: 'event/put',
      requestId,
      entry: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: 'INFO',
        requestId,
        message: { status: 200, path: '/event' },
      },
    },
  ]);
});

test.for([
  ["console.log('text');", { level: 'INFO', message: 'text' }],
  ["console.log('%s of %d', 'one', 2);", { level: 'INFO', message: 'one of 2' }],
  ["console.warn('careful');", { level: 'WARN', message: 'careful' }],
  [
    "console.error(new RangeError('far'));",
    {
      level: 'ERROR',
      message: { errorType: 'RangeError', errorMessage: 'far', stackTrace: expect.any(Array) },
    },
  ],
  ["console.error('failed', new Error('why'));", { errorType: 'Error', errorMessage: 'why' }],
  [
    'const round = {}; round.self = round; console.info(round);',
    { message: expect.stringContaining('Circular') },
  ],
] as const)('%s', async ([statement, expected]) => {
  const { logs } = await logged(statement);
  expect(logs[0]?.entry).toMatchObject(expected);
});

test('below the level INFO nothing is written', async () => {
  const { logs } = await logged("console.debug('no'); console.trace('no'); console.info('yes');");
  expect(logs.map(({ entry }) => entry)).toMatchObject([{ message: 'yes' }]);
});

test('output that bypasses the console is forwarded unchanged', async () => {
  const { host, logs } = await hostOf({
    f: "export const handler = async () => { process.stdout.write('raw\\n'); };",
  });
  await host.invoke('f', {});
  await eventually(() => logs).toHaveLength(1);
  expect(logs).toEqual([{ functionName: 'f', entry: 'raw' }]);
});

test('lines of concurrent calls have their own request ids', async () => {
  const { host, logs } = await hostOf({
    f: `export const handler = async ({ n }) => {
      await new Promise((go) => setTimeout(go, 20));
      console.info(n);
    };`,
  });
  const results = await Promise.all([0, 1, 2].map((n) => host.invoke('f', { n })));
  for (const [n, { requestId }] of results.entries()) {
    expect(logs.find((log) => log.requestId === requestId)?.entry).toMatchObject({ message: n });
  }
});
