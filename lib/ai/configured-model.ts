import { readPlannerConfig } from '../planner-config.ts';
import { Problem } from '../problem/problem.ts';
import { readSecrets } from '../secrets/secrets.ts';
import { connectModel, type Model } from './model.ts';

const settings = readPlannerConfig();

let latest: { readonly apiKey: string; readonly model: Model } | undefined;

/**
 * Connects to the configured model, with the current key.
 *
 * @throws Problem 503 when no key is set.
 */
export async function configuredModel(): Promise<Model> {
  const { OPENAI_API_KEY: apiKey } = await readSecrets();
  if (apiKey === undefined) {
    throw new Problem(503, 'The AI planner is not configured: OPENAI_API_KEY is not set.');
  }
  if (latest?.apiKey === apiKey) return latest.model;
  const model = connectModel({
    apiKey,
    baseUrl: settings.OPENAI_BASE_URL,
    name: settings.OPENAI_MODEL,
    timeout: settings.OPENAI_TIMEOUT,
    maxTokens: settings.OPENAI_MAX_TOKENS,
    maxTokensParameter: settings.OPENAI_MAX_TOKENS_PARAMETER,
    includesUsage: settings.OPENAI_INCLUDE_USAGE === 'true',
  });
  latest = { apiKey, model };
  return model;
}
