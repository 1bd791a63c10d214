import middy from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { purchaseCheck } from '../../../lib/auth/purchase-token.ts';
import { readSettings } from '../../../lib/config.ts';
import type { EndpointEvent, HttpResponse, Middleware, RequestState } from '../../../lib/http/event.ts';
import { problems } from '../../../lib/http/middleware/problems.ts';
import { purchaseToken } from '../../../lib/http/middleware/purchase-token.ts';
import type { RequestRecord } from '../../../lib/log.ts';
import { type PlannerSettings, plannerSettings, type SecretSettings } from '../../../lib/planner-config.ts';

interface MeteredResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any property.
  readonly body: any;
  /** The log record of the call, as JSON. */
  readonly logged: string;
}

/** Headers by name; several values are sent as several headers. */
type EventHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A call that needs a purchase token, and returns the purchase that was found. */
export interface MeteredCall {
  (authorization?: string): Promise<MeteredResponse>;
  /** The same with the given headers. */
  withHeaders(headers: EventHeaders): Promise<MeteredResponse>;
}

interface Options {
  readonly config?: Partial<PlannerSettings>;
  /** The secrets, or a function that reads them. */
  readonly secrets?: SecretSettings | (() => Promise<SecretSettings>);
}

/** @param options settings that differ from the defaults, and the secrets: by default, none. */
export function meteredCall({ config, secrets = {} }: Options = {}): MeteredCall {
  const settings = { ...readSettings(plannerSettings, {}), ...config };
  const readSecrets = typeof secrets === 'function' ? secrets : async () => secrets;
  const check = purchaseToken('header', purchaseCheck(settings, readSecrets));

  const withHeaders = async (headers: EventHeaders): Promise<MeteredResponse> => {
    const record: RequestRecord = { requestId: 'request-1', route: 'metered' };
    const log: Middleware = { before: ({ internal }) => void (internal.record = record) };
    const handler = middy<EndpointEvent, unknown, Error, Context, RequestState>()
      .use([log, problems(), check])
      .handler(async ({ purchase }) => ({ statusCode: 200, headers: {}, body: JSON.stringify(purchase) }));
    const response = (await handler(meteredEvent(headers), {} as Context)) as HttpResponse & { body: string };
    return {
      status: response.statusCode,
      headers: response.headers,
      body: JSON.parse(response.body),
      logged: JSON.stringify(record),
    };
  };
  const call = (authorization?: string) =>
    withHeaders(authorization === undefined ? {} : { Authorization: authorization });
  return Object.assign(call, { withHeaders });
}

/** API Gateway's event: all values, and in `headers` the last of each name. */
function meteredEvent(headers: EventHeaders): EndpointEvent {
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, [values].flat()]),
  );
  const event: Partial<APIGatewayProxyEvent> = {
    headers: Object.fromEntries(
      Object.entries(multiValueHeaders).map(([name, values]) => [name, values.at(-1)]),
    ),
    multiValueHeaders,
    requestContext: { requestId: 'request-1' } as APIGatewayProxyEvent['requestContext'],
  };
  return event as EndpointEvent;
}
