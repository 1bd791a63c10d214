import type { SystemOptions } from '../../../infra/local/system.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../system/system.ts';

const WEB_KEY = 'a-shared-web-key';

export type Paid = NonNullable<SystemOptions['planner']>;

export interface AiSystem extends Omit<TestSystem, 'call'> {
  /** Makes an AI call, with the web key where no other token is given. */
  call(path: 'workout' | 'session', body: unknown, token?: string): Promise<TestResponse>;
}

/**
 * The API behind a gateway that gives buffered answers 100 ms only.
 *
 * @param planner settings, next to a web key.
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
