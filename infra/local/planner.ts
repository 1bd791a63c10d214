import { parseArgs } from 'node:util';
import {
  DEVELOPMENT_WEB_KEY,
  type PlannerSettings,
  readPlannerConfig,
  readSecretVariables,
  type SecretSettings,
} from '../../lib/planner-config.ts';

export interface PlannerSetup {
  readonly settings: PlannerSettings & SecretSettings;
  /** Lines for the developer. */
  readonly description: string;
  stop(): Promise<void>;
}

/**
 * Opens the planner: reads the settings of the metered calls and, with `--scripted-model`, starts a scripted server in
 * place of the model.
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
        ? 'none: AI calls return 503 until you set OPENAI_API_KEY or start with -- --scripted-model'
        : `${settings.OPENAI_MODEL} at ${settings.OPENAI_BASE_URL}`;
    return {
      settings: { ...settings, WEB_AUTH_API_KEY },
      description: `${web}\nModel     ${model}`,
      stop: async () => {},
    };
  }
  const { startScriptedModel } = await import('./scripted-model/index.ts');
  const model = await startScriptedModel({ pace: READING_PACE });
  return {
    settings: { ...settings, WEB_AUTH_API_KEY, OPENAI_API_KEY: 'scripted', OPENAI_BASE_URL: model.url },
    description: `${web}\nModel     a scripted one that costs nothing and knows little`,
    stop: () => model.stop(),
  };
}

/** Milliseconds between the pieces of a streamed answer, so that people see it grow. */
const READING_PACE = { pause: 30 };

const isModelScripted = () =>
  parseArgs({ options: { 'scripted-model': { type: 'boolean', default: false } } }).values['scripted-model'];
