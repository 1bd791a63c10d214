import type { SystemOptions } from '../../../infra/local/system.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../system/system.ts';
import { WEB_KEY } from './counted-calls.ts';

export type Paid = NonNullable<SystemOptions['planner']>;

export interface AiSystem extends Omit<TestSystem, 'call'> {
  /** Makes an AI call, by default with the web key. */
  call(path: 'workout' | 'session', body: unknown, token?: string): Promise<TestResponse>;
}

/**
 * The API behind a gateway whose timeout for buffered responses is only 100 ms.
 *
 * @param planner settings in addition to a web key.
 */
export async function startAiSystem(planner: Paid): Promise<AiSystem> {
  const system = await startTestSystem({
    planner: { WEB_AUTH_API_KEY: WEB_KEY, ...planner },
    gatewayLimits: { bufferedMilliseconds: 100 },
  });
  return {
    ...system,
    call: (path, body, authorization = `Web ${WEB_KEY}`) =>
      system.call('POST', `/v2/ai/${path}`, body, { authorization }),
  };
}
