import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { type ScriptedService, startScriptedService } from '../stores/scripted-service.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:liftlog-abc';

/** Secrets Manager for the tests of a file, with a clock that only {@link ScriptedManager.later} moves. */
export interface ScriptedManager {
  readonly arn: string;
  script: ScriptedService['script'];
  readonly calls: ScriptedService['calls'];
  later(milliseconds: number): void;
}

/** Starts a scripted Secrets Manager, and points the SDK's clients of each test to it. */
export function useScriptedManager(): ScriptedManager {
  let service: ScriptedService;
  beforeAll(async () => {
    service = await startScriptedService();
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', service.url);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return {
    arn: ARN,
    script: (...replies) => service.script(...replies),
    get calls() {
      return service.calls;
    },
    later: (milliseconds) => vi.setSystemTime(Date.now() + milliseconds),
  };
}

/** The response with a secret. */
export const secretOf = (value: unknown) => ({
  json: { ARN, Name: 'liftlog', SecretString: JSON.stringify(value) },
});
