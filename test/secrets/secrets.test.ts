import { describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../lib/config.ts';
import { plannerSettings } from '../../lib/planner-config.ts';
import { secretReader } from '../../lib/secrets/secrets.ts';
import { secretOf, useScriptedManager } from '../support/secrets/scripted-manager.ts';
import { mintAppleChain } from '../support/stores/apple-chain.ts';

const MINUTE = 60_000;
const DEVELOPMENT_KEY = 'test-web-auth-key-12345';

const config = (given: object) => readSettings(plannerSettings, { ...given });

const manager = useScriptedManager();
const denied = { status: 400, json: { __type: 'AccessDeniedException', message: 'no' } };

describe('on a laptop', () => {
  it('secrets are variables; an empty one is not set', async () => {
    vi.stubEnv('WEB_AUTH_API_KEY', DEVELOPMENT_KEY);
    vi.stubEnv('REVENUECAT_API_KEY', '');
    const secrets = await secretReader(config({}))();
    expect(secrets.WEB_AUTH_API_KEY).toBe(DEVELOPMENT_KEY);
    expect(secrets.REVENUECAT_API_KEY).toBeUndefined();
  });
});

describe('on AWS', () => {
  const deployed = config({ STAGE: 'prod', SECRETS_ARN: manager.arn });

  it('secrets are one secret, read once', async () => {
    manager.script(
      secretOf({ WEB_AUTH_API_KEY: 'a', OPENAI_API_KEY: 'sk', APPLE_SHARED_SECRET: '', other: 1 }),
    );
    const read = secretReader(deployed);
    const [first, second] = await Promise.all([read(), read()]);
    expect(first).toEqual({ WEB_AUTH_API_KEY: 'a', OPENAI_API_KEY: 'sk' });
    expect(second).toBe(first);
    manager.later(14 * MINUTE);
    expect(await read()).toBe(first);
    expect(manager.calls).toHaveLength(1);
    expect(manager.calls[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
    expect(JSON.parse(manager.calls[0]?.body ?? '')).toEqual({ SecretId: manager.arn });
  });

  it("there is room for all of Apple's roots, which variables do not have", async () => {
    const roots = (await Promise.all([1, 2, 3, 4, 5, 6].map(() => mintAppleChain()))).map(({ root }) => root);
    const all = roots.map((root) => root.replace(/.{64}/g, '$&\n')).join('\n');
    expect(all.length).toBeGreaterThan(2_500);
    manager.script(secretOf({ APPLE_ROOT_CERTIFICATES: `${all}\n` }));
    expect(await secretReader(deployed)()).toEqual({ APPLE_ROOT_CERTIFICATES: all });
  });

  it('variables do not count', async () => {
    vi.stubEnv('WEB_AUTH_API_KEY', 'from a variable');
    manager.script(secretOf({ OPENAI_API_KEY: 'sk' }));
    expect(await secretReader(deployed)()).toEqual({ OPENAI_API_KEY: 'sk' });
  });

  it('the secret is read again after a quarter of an hour', async () => {
    manager.script(secretOf({ WEB_AUTH_API_KEY: 'old' }), secretOf({ WEB_AUTH_API_KEY: 'new' }));
    const read = secretReader(deployed);
    await read();
    manager.later(15 * MINUTE);
    expect(await Promise.all([read(), read()])).toEqual([
      { WEB_AUTH_API_KEY: 'new' },
      { WEB_AUTH_API_KEY: 'new' },
    ]);
    expect(manager.calls).toHaveLength(2);
  });

  it('what was read stays in use while it can not be read again', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    manager.script(secretOf({ WEB_AUTH_API_KEY: 'the-old-key' }), denied);
    const read = secretReader(deployed);
    await read();
    manager.later(15 * MINUTE);
    expect(await read()).toEqual({ WEB_AUTH_API_KEY: 'the-old-key' });
    const calls = manager.calls.length;
    expect(await read()).toEqual({ WEB_AUTH_API_KEY: 'the-old-key' });
    expect(manager.calls.length).toBe(calls);
    expect(log).toHaveBeenCalledOnce();
    expect(JSON.stringify(log.mock.calls)).not.toContain('the-old-key');
    manager.script(secretOf({ WEB_AUTH_API_KEY: 'new' }));
    manager.later(MINUTE);
    expect(await read()).toEqual({ WEB_AUTH_API_KEY: 'new' });
  });

  it('a first read that fails is tried again with the next call', async () => {
    manager.script(denied);
    const read = secretReader(deployed);
    await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    manager.script(secretOf({ WEB_AUTH_API_KEY: 'a' }));
    expect(await read()).toEqual({ WEB_AUTH_API_KEY: 'a' });
  });

  it.each([
    ['no JSON', 'hush-hush {'],
    ['a list', '["hush-hush"]'],
    ['a text', '"hush-hush"'],
    ['a key that is no text', '{"WEB_AUTH_API_KEY": {"hush-hush": 1}}'],
  ])('a secret that is %s is refused, and not quoted', async (_, SecretString) => {
    manager.script({ json: { ARN: manager.arn, SecretString } });
    const error: Error = await secretReader(deployed)().then(
      () => expect.fail('It was taken.'),
      (reason) => reason,
    );
    expect(error.message).toMatch(/secret|WEB_AUTH_API_KEY/i);
    expect(error.stack).not.toContain('hush');
    expect(error.cause).toBeUndefined();
  });
});

describe('a deployed stage refuses the key that the development build sends', () => {
  it.each(['prod', 'test'])('as a variable: %s', async (STAGE) => {
    vi.stubEnv('WEB_AUTH_API_KEY', DEVELOPMENT_KEY);
    expect(() => secretReader(config({ STAGE }))).toThrow('WEB_AUTH_API_KEY');
  });

  it.each(['prod', 'local'])('in the secret: %s', async (STAGE) => {
    manager.script(secretOf({ WEB_AUTH_API_KEY: DEVELOPMENT_KEY }));
    await expect(secretReader(config({ STAGE, SECRETS_ARN: manager.arn }))()).rejects.toThrow(
      'WEB_AUTH_API_KEY',
    );
  });
});
