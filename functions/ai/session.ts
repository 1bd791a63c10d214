import { configuredModel } from '../../lib/ai/configured-model.ts';
import { planSession } from '../../lib/ai/planner.ts';
import { makeSession } from '../../lib/contract/ai.ts';
import { meteredEndpoint } from '../../lib/http/endpoint.ts';

export const handler = meteredEndpoint(makeSession, async ({ body }, signal) =>
  planSession(await configuredModel(), body.attributes, signal),
);
