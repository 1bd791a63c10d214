import { readSettings } from '../config.ts';
import {
  DEVELOPMENT_WEB_KEY,
  isDeployed,
  type PlannerSettings,
  readPlannerConfig,
  readSecretVariables,
  type SecretSettings,
  secretSettings,
} from '../planner-config.ts';
import { keepFresh } from './keep-fresh.ts';
import { openSecretStore } from './secret-store.ts';

type ReadSecrets = () => Promise<SecretSettings>;

/**
 * Reads the secrets: environment variables on a laptop, one secret of Secrets Manager on AWS.
 *
 * @throws Error when they cannot be read or are not allowed in a deployed stage. It never quotes a value.
 */
export const readSecrets: ReadSecrets = async () => {
  reader ??= secretReader(readPlannerConfig());
  return reader();
};

let reader: ReadSecrets | undefined;

/** Creates a reader with a cache of its own. */
export function secretReader(config: PlannerSettings): ReadSecrets {
  const { SECRETS_ARN } = config;
  if (SECRETS_ARN === undefined) {
    const secrets = checked(readSecretVariables(), config);
    return async () => secrets;
  }
  const fetchSecret = openSecretStore();
  return keepFresh(async () => {
    const secret = await fetchSecret(SECRETS_ARN, 'SECRETS_ARN');
    return checked(readSettings(secretSettings, secret), config);
  }, 'The secrets');
}

function checked(secrets: SecretSettings, config: PlannerSettings): SecretSettings {
  if (isDeployed(config) && secrets.WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY) {
    throw new Error('WEB_AUTH_API_KEY is the public key of the development build. Set a different one.');
  }
  return secrets;
}
