import { OpenAI } from 'openai/client';
import type { PlannerSettings } from '../config.ts';
import { fetchWithIdleTimeout } from './idle-timeout.ts';

export interface ModelSettings {
  readonly apiKey: string;
  /** Of a server that speaks OpenAI's chat completions, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The model's name at that server. */
  readonly name: string;
  /** Milliseconds without a sign of life after which a call is given up, its retries included. */
  readonly timeout: number;
  /** Tokens of an answer, thoughts included. */
  readonly maxTokens: number;
  /** The server's name of that limit. */
  readonly maxTokensParameter: PlannerSettings['OPENAI_MAX_TOKENS_PARAMETER'];
}

/** A language model at the end of a connection. */
export interface Model {
  readonly client: OpenAI;
  readonly name: string;
  /** The limit of an answer's tokens, as the server takes it. */
  readonly limit: { readonly max_completion_tokens: number } | { readonly max_tokens: number };
}

/** Tries after the first one, where a model is busy, down or can't be reached: none of them has given anything. */
const RETRIES = 2;

/** Nothing is sent before the first call. */
export function connectModel({
  apiKey,
  baseUrl,
  name,
  timeout,
  maxTokens,
  maxTokensParameter,
}: ModelSettings): Model {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    timeout,
    fetch: fetchWithIdleTimeout(timeout),
    maxRetries: RETRIES,
    // Unsaid, these would be read from the environment, past our own configuration.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // The requests' own record tells what failed; the client's lines could quote people's texts.
    logLevel: 'off',
  });
  const limit =
    maxTokensParameter === 'max_tokens' ? { max_tokens: maxTokens } : { max_completion_tokens: maxTokens };
  return { client, name, limit };
}
