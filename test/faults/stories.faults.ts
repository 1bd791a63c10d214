import { describe, expect, it } from 'vitest';
import { tellStories } from '../support/stories/tell.ts';

/** Side by side, for a story waits more than it computes. */
const TELLERS = [1, 2, 3];
/** Of each teller: 90 of them make some 10,000 calls. */
const STORIES = Number(process.env['STORIES'] ?? 25);
const STEPS = 100;

describe.concurrent('random stories of several users go as the contract says, whatever befalls the database', () => {
  it.for(TELLERS)('teller %i', async (teller, { task }) => {
    const seed = (Date.now() + teller) % 2 ** 31;
    const { calls, storyFaults, retried } = await tellStories({ stories: STORIES, steps: STEPS, seed });
    task.meta.counted = `${STORIES} stories with the seed ${seed}: ${calls} calls, ${storyFaults} of them with a fault, ${retried} of them retried; no difference from the model.`;
    expect(calls).toBeGreaterThan(300);
  });
});
