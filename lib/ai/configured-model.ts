import { readPlannerConfig } from '../config.ts';
import { Problem } from '../problem/problem.ts';
import { readSecrets } from '../secrets/secrets.ts';
import { connectModel, type Model } from './model.ts';

const settings = readPlannerConfig();

let latest: { readonly apiKey: string; readonly model: Model } | undefined;

/**
 * The model that the configuration names, with the key as the secrets have it now.
 *
 * @throws Problem 503 when there is no key.
 */
export async function configuredModel(): Promise<Model> {
  const { OPENAI_API_KEY: apiKey } = await readSecrets();
  if (apiKey === undefined) {
    throw new Problem(503, 'The AI planner is not set up: OPENAI_API_KEY is not set.');
  }
  if (latest?.apiKey === apiKey) return latest.model;
  const { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: name, OPENAI_TIMEOUT: timeout } = settings;
  const model = connectModel({ apiKey, baseUrl, name, timeout });
  latest = { apiKey, model };
  return model;
}
