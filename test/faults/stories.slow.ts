import { expect, it } from 'vitest';
import { tellStories } from '../support/stories/tell.ts';

it('random stories of several users follow the contract, whatever fails in the database', {
  timeout: 120_000,
}, async () => {
  const told = await tellStories({ stories: 8, steps: 60, seed: Date.now() % 2 ** 31 });
  expect(told.calls).toBeGreaterThan(100);
});
