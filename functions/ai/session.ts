import { configuredModel } from '../../lib/ai/configured-model.ts';
import { planSession } from '../../lib/ai/planner.ts';
import { makeSession } from '../../lib/contract/ai.ts';
import { paidEndpoint } from '../../lib/http/endpoint.ts';

export const handler = paidEndpoint(makeSession, async ({ body }) =>
  planSession(await configuredModel(), body.attributes),
);
