import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../../support/chat/system.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

test.for([
  ['', 0],
  ['?negotiateVersion=', 0],
  ['?negotiateVersion=latest', 0],
  ['?negotiateVersion=0', 0],
  ['?negotiateVersion=1', 1],
  ['?negotiateVersion=7', 1],
] as const)('negotiate%s is of version %s', async ([query, negotiateVersion]) => {
  const { status, body } = await system.call('POST', `/ai-chat/negotiate${query}`, undefined, {
    authorization: WEB_TOKEN,
  });
  expect(status).toBe(200);
  expect(body.negotiateVersion).toBe(negotiateVersion);
  expect('connectionToken' in body).toBe(negotiateVersion > 0);
});
