import middy from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { purchaseCheck } from '../../../lib/auth/purchase-token.ts';
import {
  type PlannerSettings,
  plannerSettings,
  readSettings,
  type SecretSettings,
} from '../../../lib/config.ts';
import type { EndpointEvent, HttpResponse, Middleware, RequestState } from '../../../lib/http/event.ts';
import { problems } from '../../../lib/http/middleware/problems.ts';
import { purchaseToken } from '../../../lib/http/middleware/purchase-token.ts';
import type { RequestRecord } from '../../../lib/log.ts';

interface PaidAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely.
  readonly body: any;
  /** What is logged of the call, as JSON. */
  readonly logged: string;
}

/** Headers by name; several values are several headers of that name. */
type EventHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A call that needs a purchase token and answers what the token was found to be. */
export interface PaidCall {
  (authorization?: string): Promise<PaidAnswer>;
  /** The same with whatever headers. */
  withHeaders(headers: EventHeaders): Promise<PaidAnswer>;
}

interface Options {
  readonly config?: Partial<PlannerSettings>;
  /** The secrets, or how they are read. */
  readonly secrets?: SecretSettings | (() => Promise<SecretSettings>);
}

/** @param options settings that differ from the defaults, and the secrets: by default, none. */
export function paidCall({ config, secrets = {} }: Options = {}): PaidCall {
  const settings = { ...readSettings(plannerSettings, {}), ...config };
  const readSecrets = typeof secrets === 'function' ? secrets : async () => secrets;
  const check = purchaseToken('header', purchaseCheck(settings, readSecrets));

  const withHeaders = async (headers: EventHeaders): Promise<PaidAnswer> => {
    const record: RequestRecord = { route: 'paid' };
    const log: Middleware = { before: ({ internal }) => void (internal.record = record) };
    const handler = middy<EndpointEvent, unknown, Error, Context, RequestState>()
      .use([log, problems(), check])
      .handler(async ({ purchase }) => ({ statusCode: 200, headers: {}, body: JSON.stringify(purchase) }));
    const answer = (await handler(paidEvent(headers), {} as Context)) as HttpResponse & { body: string };
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: JSON.parse(answer.body),
      logged: JSON.stringify(record),
    };
  };
  const call = (authorization?: string) =>
    withHeaders(authorization === undefined ? {} : { Authorization: authorization });
  return Object.assign(call, { withHeaders });
}

/** As API Gateway makes it: every value, and in `headers` the last of each name. */
function paidEvent(headers: EventHeaders): EndpointEvent {
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
