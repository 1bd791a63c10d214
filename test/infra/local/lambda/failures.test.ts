import { expect, test } from 'vitest';
import type { FunctionHost, InvokeOptions } from '../../../../infra/local/lambda/index.ts';
import { hostOf } from '../../../support/local/bundles.ts';

/** A handler that misbehaves on `{bad: true}` and counts its calls else, so that a new worker shows. */
const onBad = (misbehave: string) => `let calls = 0;
  export const handler = async ({ bad }) => { calls++; if (bad) { ${misbehave} } return calls; };`;

const bad = async (host: FunctionHost, options?: InvokeOptions) => {
  const result = await host.invoke('f', { bad: true }, options);
  expect(result.functionError).toBe('Unhandled');
  return JSON.parse(result.payload);
};

test('an error comes back with type, message and trace, and the worker lives on', async () => {
  const { host, logs } = await hostOf({ f: onBad("throw new TypeError('no such thing');") });
  expect(await bad(host)).toEqual({
    errorType: 'TypeError',
    errorMessage: 'no such thing',
    trace: expect.arrayContaining([expect.stringContaining('TypeError: no such thing')]),
  });
  expect((await host.invoke('f', {})).payload).toBe('2');
  expect(logs[0]?.entry).toMatchObject({ level: 'ERROR', message: { errorMessage: 'no such thing' } });
});

test('a thrown value that is not an Error comes back too', async () => {
  const { host } = await hostOf({ f: onBad("throw 'text';") });
  expect(await bad(host)).toEqual({ errorType: 'string', errorMessage: 'text', trace: [] });
});

test('a result that JSON cannot represent is an error', async () => {
  const { host } = await hostOf({ f: onBad('return 1n;') });
  expect(await bad(host)).toMatchObject({ errorType: 'TypeError' });
});

test('process.exit fails the call, and the next one gets a new worker', async () => {
  const { host } = await hostOf({ f: onBad('process.exit(3);') });
  await host.invoke('f', {});
  expect(await bad(host)).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringContaining('Runtime exited with error: exit status 3'),
  });
  expect((await host.invoke('f', {})).payload).toBe('1');
});

test('a function that is killed fails its calls, and an immediate next one gets a new worker', async () => {
  const { host } = await hostOf({ f: onBad('await new Promise(() => {});') });
  await host.invoke('f', {});
  const killed = bad(host);
  host.kill('f');
  expect((await host.invoke('f', {})).payload).toBe('1');
  expect(await killed).toMatchObject({ errorType: 'Runtime.ExitError' });
});

test('an uncaught error ends the worker and all its calls', async () => {
  const { host } = await hostOf({
    f: onBad("setTimeout(() => { throw new Error('from afar'); }); await new Promise(() => {});"),
  });
  const results = await Promise.all([bad(host), bad(host)]);
  expect(results).toMatchObject([{ errorMessage: 'from afar' }, { errorMessage: 'from afar' }]);
  expect((await host.invoke('f', {})).payload).toBe('1');
});

test('an unhandled rejection ends the worker', async () => {
  const { host } = await hostOf({
    f: onBad("Promise.reject(new Error('forgotten')); await new Promise(() => {});"),
  });
  expect(await bad(host)).toMatchObject({ errorMessage: 'forgotten' });
  expect((await host.invoke('f', {})).payload).toBe('1');
});

test('a function that exceeds its memory is killed', async () => {
  const source = onBad('const held = []; for (;;) held.push({ n: held.length, list: [held.length] });');
  const { host } = await hostOf({ f: source }, { memoryMegabytes: 32 });
  expect(await bad(host)).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringContaining('signal: killed'),
  });
  expect((await host.invoke('f', {})).payload).toBe('1');
});

test.for([
  ['waits for ever', 'await new Promise(() => {});'],
  ['never lets go', 'for (;;);'],
])('a function that %s times out, and the next call gets a new worker', async ([, misbehave]) => {
  const { host } = await hostOf({ f: onBad(misbehave ?? '') });
  await host.invoke('f', {});
  expect(await bad(host, { timeoutMilliseconds: 150 })).toMatchObject({
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringMatching(
      /^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.15 seconds$/,
    ),
  });
  expect((await host.invoke('f', {})).payload).toBe('1');
});

test('a call that times out leaves the others in its worker to finish', async () => {
  const source = `export const handler = async ({ milliseconds }) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return 'finished';
  };`;
  const { host } = await hostOf({ f: source });
  const other = host.invoke('f', { milliseconds: 600 });
  const late = await host.invoke('f', { milliseconds: 60_000 }, { timeoutMilliseconds: 200 });
  expect(late.functionError).toBe('Unhandled');
  expect((await other).payload).toBe('"finished"');
});

test.for([
  ['that is not there', undefined, /Cannot find module/],
  ['that is no JavaScript', 'export const handler = (', /./],
  ['that throws while it loads', "throw new Error('no database');", /no database/],
  ['without a handler', 'export const other = 1;', /index\.handler is undefined or not exported/],
  ['with a callback', 'export const handler = (event, context, callback) => callback();', /no callback/],
] as const)('a bundle %s is an error at each call', async ([, source, message]) => {
  const { host } = await hostOf(source === undefined ? {} : { f: source });
  for (const _ of [1, 2]) {
    expect(await bad(host)).toMatchObject({ errorMessage: expect.stringMatching(message) });
  }
});
