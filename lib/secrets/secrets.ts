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
import { keepFresh } from './keep-fresh.ts';
import { openSecretStore } from './secret-store.ts';

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
  return keepFresh(async () => {
    const secret = await fetchSecret(SECRETS_ARN, 'SECRETS_ARN');
    return checked(readSettings(secretSettings, secret), config);
  }, 'The secrets');
}

function checked(secrets: SecretSettings, config: PlannerSettings): SecretSettings {
  if (isDeployed(config) && secrets.WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY) {
    throw new Error("WEB_AUTH_API_KEY is the development build's key, which everybody knows. Set another.");
  }
  return secrets;
}
