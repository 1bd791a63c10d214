import { getHealth } from '../lib/contract/health.ts';
import { staticEndpoint } from '../lib/http/endpoint.ts';

export const handler = staticEndpoint(getHealth, async () => 'healthy' as const);
