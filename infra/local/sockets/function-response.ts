import * as z from 'zod/mini';
import { FunctionFailure, type FunctionHost } from '../lambda/index.ts';

/** The valid results of a function of a WebSocket API. API Gateway accepts nothing else. */
const proxyResponse = z.object({
  statusCode: z.int().check(z.minimum(200), z.maximum(599)),
  headers: z.nullish(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  body: z.nullish(z.string()),
});

type ProxyResponse = z.infer<typeof proxyResponse>;

/** `failed` also means a malformed response. */
export type FunctionOutcome = ProxyResponse | 'failed' | 'timed out';

/** Calls a socket's function, with API Gateway's timeout. */
export async function callFunction(
  host: FunctionHost,
  name: string,
  event: object,
  timeoutMilliseconds: number,
): Promise<FunctionOutcome> {
  const { payload, functionError } = await host.invoke(name, event, { timeoutMilliseconds });
  if (functionError) return new FunctionFailure(JSON.parse(payload)).timedOut ? 'timed out' : 'failed';
  const response = proxyResponse.safeParse(JSON.parse(payload));
  return response.success ? response.data : 'failed';
}
