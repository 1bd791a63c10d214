import type { Demand } from './demand.ts';

/** A quota of an account in a region, as AWS gives it. */
export interface Quota {
  readonly name: string;
  /** By which Service Quotas knows it. */
  readonly service: string;
  readonly code: string;
  readonly default: number;
  readonly demand: (demand: Demand) => number;
}

/** Of a quota, what the busiest second should not go past: the rest is for what nobody foresaw. */
export const SAFE_SHARE = 0.5;

/**
 * REST calls, messages of sockets and messages posted to them together. Some regions, Milan, Zurich and Spain among them,
 * begin with 2,500. Source: "Amazon API Gateway quotas".
 */
export const THROTTLE: Quota = {
  name: 'Throttle rate',
  service: 'apigateway',
  code: 'L-8A5B8E43',
  default: 10_000,
  demand: ({ gatewayRequests }) => gatewayRequests,
};

/** A second. Source: "Quotas for configuring and running a WebSocket API in API Gateway". */
export const NEW_SOCKETS: Quota = {
  name: 'WebSocket new connections rate',
  service: 'apigateway',
  code: 'L-9ED1E49A',
  default: 500,
  demand: ({ newSockets }) => newSockets,
};

/** New accounts begin with less, often 10. Source: "Lambda quotas". */
export const CONCURRENCY: Quota = {
  name: 'Concurrent executions',
  service: 'lambda',
  code: 'L-B99A9384',
  default: 1_000,
  demand: ({ concurrency }) => concurrency,
};

/** Those that grow with the users, and that AWS raises for the asking. */
export const quotas: readonly Quota[] = [THROTTLE, NEW_SOCKETS, CONCURRENCY];

/** New environments that each function gets in so many seconds; not to be raised. Source: "Lambda scaling behavior". */
export const NEW_ENVIRONMENTS = { count: 1_000, seconds: 10 } as const;

/**
 * ACUs of the writer, to which the Data API sends every statement; the Data API has no limit of its own. Sources:
 * "Requirements and limitations for Aurora Serverless v2", "Limitations for the Amazon RDS Data API".
 */
export const MAX_CAPACITY = 256;

/** A quota that has to be raised, and to what. */
export interface QuotaNeed {
  readonly quota: Quota;
  readonly needed: number;
}
