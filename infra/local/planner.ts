import { parseArgs } from 'node:util';
import {
  DEVELOPMENT_WEB_KEY,
  type PlannerSettings,
  readPlannerConfig,
  readSecretVariables,
  type SecretSettings,
} from '../../lib/config.ts';

export interface PlannerSetup {
  readonly settings: PlannerSettings & SecretSettings;
  /** What to tell the developer, a line each. */
  readonly description: string;
  stop(): Promise<void>;
}

/**
 * The settings of the calls that a purchase token pays for. With `--scripted-model` a scripted server stands
 * in for the model.
 */
export async function openPlanner(): Promise<PlannerSetup> {
  const settings = { ...readPlannerConfig(), ...readSecretVariables() };
  const { WEB_AUTH_API_KEY = DEVELOPMENT_WEB_KEY, OPENAI_API_KEY } = settings;
  const web =
    WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY
      ? `Web key   ${DEVELOPMENT_WEB_KEY}, as LiftLog's development build sends it`
      : 'Web key   WEB_AUTH_API_KEY';
  if (!isModelScripted()) {
    const model =
      OPENAI_API_KEY === undefined
        ? 'none: AI calls answer 503 until OPENAI_API_KEY is set, or start with -- --scripted-model'
        : `${settings.OPENAI_MODEL} at ${settings.OPENAI_BASE_URL}`;
    return {
      settings: { ...settings, WEB_AUTH_API_KEY },
      description: `${web}\nModel     ${model}`,
      stop: async () => {},
    };
  }
  const { startScriptedModel } = await import('./scripted-model/index.ts');
  const model = await startScriptedModel({ pace: AS_PEOPLE_READ });
  return {
    settings: { ...settings, WEB_AUTH_API_KEY, OPENAI_API_KEY: 'scripted', OPENAI_BASE_URL: model.url },
    description: `${web}\nModel     a scripted one that costs nothing and knows little`,
    stop: () => model.stop(),
  };
}

/** Milliseconds between the pieces of a streamed answer, so that it is seen to grow. */
const AS_PEOPLE_READ = { pause: 30 };

const isModelScripted = () =>
  parseArgs({ options: { 'scripted-model': { type: 'boolean', default: false } } }).values['scripted-model'];
