import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

test.for(['/health', '/v2/health'])('GET %s says healthy', async (path) => {
  const { status, headers, body } = await api.call('GET', path);
  expect(status).toBe(200);
  expect(body).toBe('healthy');
  expect(headers.get('content-type')).toMatch(/^text\/plain\b/);
  expect(headers.get('cache-control')).toBe('no-store');
});

test('HEAD answers the same without a body', async () => {
  const { status, headers, body } = await api.call('HEAD', '/health');
  expect(status).toBe(200);
  expect(body).toBe('');
  expect(headers.get('content-type')).toMatch(/^text\/plain\b/);
});

test('needs no database', async () => {
  api.dataApi.faults.fail('DatabaseUnavailableException', { times: 100 });
  expect((await api.call('GET', '/health')).body).toBe('healthy');
  api.dataApi.faults.clear();
});

test('other methods are refused', async () => {
  expectProblem(await api.call('POST', '/health', {}), 405);
});
