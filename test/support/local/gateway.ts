import { onTestFinished } from 'vitest';
import {
  type Gateway,
  type GatewayOptions,
  type GatewayRoute,
  type RequestRecord,
  startGateway,
} from '../../../infra/local/gateway/index.ts';
import type { FunctionHostOptions } from '../../../infra/local/lambda/index.ts';
import { hostOf, type Sources, type TestHost } from './bundles.ts';

export interface TestGateway extends TestHost {
  readonly gateway: Gateway;
  readonly url: string;
  readonly records: RequestRecord[];
}

type Options = Partial<GatewayOptions> & { readonly hostOptions?: Partial<FunctionHostOptions> };

/** A gateway on a free port for routes and their functions' sources, stopped when the test ends. */
export async function gatewayOf(
  routes: readonly GatewayRoute[],
  sources: Sources,
  { hostOptions, ...options }: Options = {},
): Promise<TestGateway> {
  const testHost = await hostOf(sources, hostOptions);
  const records: RequestRecord[] = [];
  const gateway = await startGateway({
    routes,
    host: testHost.host,
    port: 0,
    onRequest: (record) => records.push(record),
    ...options,
  });
  onTestFinished(() => gateway.stop());
  return { ...testHost, gateway, url: gateway.url, records };
}

export function route(
  name: string,
  path: GatewayRoute['path'],
  options: Partial<GatewayRoute> = {},
): GatewayRoute {
  return { name, path, methods: ['GET'], transfer: 'buffered', ...options };
}

/** A function that returns its event. */
export const echo = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;
