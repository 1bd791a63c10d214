import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** The model as a function that starts with these variables has it. */
async function configuredModel(variables: Record<string, string>) {
  const unset = { OPENAI_API_KEY: '', OPENAI_BASE_URL: '', OPENAI_MODEL: '', OPENAI_TIMEOUT: '' };
  for (const [name, value] of Object.entries({ ...unset, ...variables })) vi.stubEnv(name, value);
  vi.resetModules();
  const module = await import('../../lib/ai/configured-model.ts');
  return module.configuredModel();
}

it('is a problem that names the variable when there is no key', async () => {
  await expect(configuredModel({})).rejects.toMatchObject({
    status: 503,
    message: expect.stringContaining('OPENAI_API_KEY'),
  });
});

it("is OpenAI's gpt-4o by default", async () => {
  const { name, client } = await configuredModel({ OPENAI_API_KEY: 'k' });
  expect({ name, url: client.baseURL, key: client.apiKey, timeout: client.timeout }).toEqual({
    name: 'gpt-4o',
    url: 'https://api.openai.com/v1',
    key: 'k',
    timeout: 60_000,
  });
});

it('is any other that speaks the same protocol', async () => {
  const { name, client, limit } = await configuredModel({
    OPENAI_API_KEY: 'k',
    OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
    OPENAI_MODEL: 'a-local-model',
    OPENAI_TIMEOUT: '5000',
    OPENAI_MAX_TOKENS: '4000',
    OPENAI_MAX_TOKENS_PARAMETER: 'max_tokens',
  });
  expect({ name, url: client.baseURL, timeout: client.timeout, limit }).toEqual({
    name: 'a-local-model',
    url: 'http://127.0.0.1:11434/v1',
    timeout: 5_000,
    limit: { max_tokens: 4_000 },
  });
});
