import { OpenAI } from 'openai/client';
import type { PlannerSettings } from '../planner-config.ts';
import { fetchWithIdleTimeout } from './idle-timeout.ts';

export interface ModelSettings {
  readonly apiKey: string;
  /** A server with OpenAI's chat completions API, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The model's name at that server. */
  readonly name: string;
  /** Milliseconds without data after which a call fails, including its retries. */
  readonly timeout: number;
  /** Maximum tokens of an answer, including thoughts. */
  readonly maxTokens: number;
  /** The server's name for that limit. */
  readonly maxTokensParameter: PlannerSettings['OPENAI_MAX_TOKENS_PARAMETER'];
  /** Whether to ask the server how many tokens an answer took. */
  readonly includesUsage: boolean;
}

/** A language model and the client to call it. */
export interface Model {
  readonly client: OpenAI;
  readonly name: string;
  /** The token limit of an answer, in the parameter that the server supports. */
  readonly limit: { readonly max_completion_tokens: number } | { readonly max_tokens: number };
  /** Asks for the tokens of an answer; empty for servers that refuse the question. */
  readonly usage: { readonly stream_options?: { readonly include_usage: true } };
}

/** Retries when a model is busy, down or unreachable; none of the failed attempts has returned anything. */
const RETRIES = 2;

/** Creates a client; nothing is sent before the first call. */
export function connectModel({
  apiKey,
  baseUrl,
  name,
  timeout,
  maxTokens,
  maxTokensParameter,
  includesUsage,
}: ModelSettings): Model {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    timeout,
    fetch: fetchWithIdleTimeout(timeout),
    maxRetries: RETRIES,
    // Otherwise, these would be read from the environment, bypassing our configuration.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // The request's log record names the error; the client's messages could quote people's texts.
    logLevel: 'off',
  });
  const limit =
    maxTokensParameter === 'max_tokens' ? { max_tokens: maxTokens } : { max_completion_tokens: maxTokens };
  return { client, name, limit, usage: includesUsage ? { stream_options: { include_usage: true } } : {} };
}
