import assert from 'node:assert/strict';
import { workoutAttributes } from '../../support/planner/planner.ts';
import type { Check } from './check.ts';
import { proxyEvent } from './proxy-event.ts';
import { streamed } from './responses.ts';

export const WEB_KEY = 'a-web-key-of-this-check';

const askForWorkout = (headers: Record<string, string>) =>
  proxyEvent('POST', '/ai/workout', { headers, body: { attributes: workoutAttributes() } });

/** Responses that are sent whole, but in streaming mode. */
export const meteredChecks: readonly Check[] = [
  {
    what: 'whole in a stream',
    name: 'ai/workout',
    run: async ({ invoke }) => {
      const { head, body } = streamed(
        await invoke('ai/workout', askForWorkout({ Authorization: `Web ${WEB_KEY}` })),
      );
      assert.equal(head.statusCode, 200, body);
      return `a plan of ${JSON.parse(body).sessions.length} sessions`;
    },
  },
  {
    what: 'whole in a stream, a problem',
    name: 'ai/workout',
    run: async ({ invoke }) => {
      const { head } = streamed(await invoke('ai/workout', askForWorkout({})));
      assert.equal(head.statusCode, 401);
      assert.match(head.headers['www-authenticate'], /^Bearer/);
      return '401 without a purchase token';
    },
  },
];
