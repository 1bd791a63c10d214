import { expect, it } from 'vitest';
import { lineTo } from '../support/planner/planner.ts';

it("takes its settings from nowhere but its arguments, whatever OpenAI's own variables say", () => {
  const names = ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY', 'OPENAI_BASE_URL'];
  for (const name of names) process.env[name] = 'http://127.0.0.1:2/v1';
  const { client } = lineTo({ url: 'http://127.0.0.1:1/v1' });
  for (const name of names) delete process.env[name];
  expect(client).toMatchObject({
    baseURL: 'http://127.0.0.1:1/v1',
    apiKey: 'a key',
    organization: null,
    project: null,
    adminAPIKey: null,
  });
});
