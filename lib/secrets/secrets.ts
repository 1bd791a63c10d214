import {
  DEVELOPMENT_WEB_KEY,
  isDeployed,
  type PlannerSettings,
  readPlannerConfig,
  readSecretVariables,
  readSettings,
  type SecretSettings,
  secretSettings,
} from '../config.ts';
import { toLoggedError } from '../log.ts';
import { openSecretStore } from './secret-store.ts';

/** Milliseconds after which a secret is read again, so that a changed one is in use everywhere by then. */
const KEPT_FOR = 15 * 60_000;
/** The same after a failed read. */
const RETRY_AFTER = 60_000;

type ReadSecrets = () => Promise<SecretSettings>;

/**
 * The secrets: variables on a laptop, on AWS one secret of Secrets Manager.
 *
 * @throws Error when there are none to be had, or none that a deployed stage may run with. It quotes no value.
 */
export const readSecrets: ReadSecrets = async () => {
  reader ??= secretReader(readPlannerConfig());
  return reader();
};

let reader: ReadSecrets | undefined;

/** Makes a reader with a memory of its own. */
export function secretReader(config: PlannerSettings): ReadSecrets {
  const { SECRETS_ARN } = config;
  if (SECRETS_ARN === undefined) {
    const secrets = checked(readSecretVariables(), config);
    return async () => secrets;
  }
  const fetchSecret = openSecretStore();
  return keep(async () => {
    const secret = await fetchSecret(SECRETS_ARN, 'SECRETS_ARN');
    return checked(readSettings(secretSettings, secret), config);
  });
}

function checked(secrets: SecretSettings, config: PlannerSettings): SecretSettings {
  if (isDeployed(config) && secrets.WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY) {
    throw new Error("WEB_AUTH_API_KEY is the development build's key, which everybody knows. Set another.");
  }
  return secrets;
}

/** Reads once, and again when what is kept has aged; a failure then leaves what is kept in use. */
function keep(read: ReadSecrets): ReadSecrets {
  let kept: { readonly secrets: SecretSettings; readonly until: number } | undefined;
  let running: Promise<SecretSettings> | undefined;

  const readAgain = async () => {
    try {
      const secrets = await read();
      kept = { secrets, until: Date.now() + KEPT_FOR };
      return secrets;
    } catch (error) {
      if (kept === undefined) throw error;
      console.error({ message: 'The secrets could not be read again.', error: toLoggedError(error) });
      kept = { secrets: kept.secrets, until: Date.now() + RETRY_AFTER };
      return kept.secrets;
    } finally {
      running = undefined;
    }
  };

  return async () => {
    if (kept !== undefined && Date.now() < kept.until) return kept.secrets;
    running ??= readAgain();
    return running;
  };
}
