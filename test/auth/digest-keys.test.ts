import { expect, it, vi } from 'vitest';
import { digestKeyReader } from '../../lib/auth/digest-keys.ts';
import { secretOf, useScriptedManager } from '../support/secrets/scripted-manager.ts';

const MINUTE = 60_000;
const KEY = 'a key of the length that keys have';

const manager = useScriptedManager();

it('the newest key comes first, by number', async () => {
  manager.script(secretOf({ 9: `${KEY} 9`, 10: `${KEY} 10`, 1: `${KEY} 1` }));
  expect((await digestKeyReader(manager.arn)()).map(({ version }) => version)).toEqual([10, 9, 1]);
});

it('keys are read once, and again after a quarter of an hour', async () => {
  manager.script(secretOf({ 1: KEY }), secretOf({ 1: KEY, 2: KEY }));
  const read = digestKeyReader(manager.arn);
  expect(await Promise.all([read(), read()])).toEqual([
    [{ version: 1, key: KEY }],
    [{ version: 1, key: KEY }],
  ]);
  manager.later(15 * MINUTE - 1);
  expect(await read()).toHaveLength(1);
  manager.later(1);
  expect(await read()).toHaveLength(2);
  expect(manager.calls).toHaveLength(2);
});

it.each([
  'hang',
  'reset',
  { status: 400, json: { __type: 'AccessDeniedException', message: 'no' } },
] as const)(
  'Secrets Manager fails (%j): there are no keys for a minute, and nobody waits for them again',
  async (reply) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    manager.script(reply);
    const read = digestKeyReader(manager.arn);
    expect(await read()).toEqual([]);
    const calls = manager.calls.length;
    manager.later(MINUTE - 1);
    expect(await read()).toEqual([]);
    expect(manager.calls.length).toBe(calls);
    expect(log).toHaveBeenCalledOnce();
    manager.script(secretOf({ 1: KEY }));
    manager.later(1);
    expect(await read()).toHaveLength(1);
  },
);

it.each([
  ['a key that is short', { 1: KEY.slice(0, 31) }],
  ['no text', { 1: 7 }],
  ['version 0', { 0: KEY }],
  ['a version that is no number', { first: KEY }],
])('a secret that holds %s gives no keys, and the log says so without them', async (_name, secret) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  manager.script(secretOf(secret));
  expect(await digestKeyReader(manager.arn)()).toEqual([]);
  expect(JSON.stringify(log.mock.calls)).toContain('DIGEST_KEYS_ARN');
  expect(JSON.stringify(log.mock.calls)).not.toContain(KEY.slice(0, 31));
});

it('without a secret, none is asked for', async () => {
  manager.script(secretOf({ 1: KEY }));
  expect(await digestKeyReader(undefined)()).toEqual([]);
  expect(manager.calls).toEqual([]);
});
