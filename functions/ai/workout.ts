import { configuredModel } from '../../lib/ai/configured-model.ts';
import { planWorkout } from '../../lib/ai/planner.ts';
import { makeWorkout } from '../../lib/contract/ai.ts';
import { meteredEndpoint } from '../../lib/http/endpoint.ts';

export const handler = meteredEndpoint(makeWorkout, async ({ body }, signal) =>
  planWorkout(await configuredModel(), body.attributes, signal),
);
