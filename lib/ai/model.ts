import { OpenAI } from 'openai/client';

export interface ModelSettings {
  readonly apiKey: string;
  /** Of a server that speaks OpenAI's chat completions, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The model's name at that server. */
  readonly name: string;
  /** Milliseconds that one try of a call may take. */
  readonly timeout: number;
}

/** A language model at the end of a line. */
export interface Model {
  readonly client: OpenAI;
  readonly name: string;
}

/** Tries after the first one, for a model that is busy, down or silent. */
const RETRIES = 2;

/** Nothing is sent before the first call. */
export function connectModel({ apiKey, baseUrl, name, timeout }: ModelSettings): Model {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    timeout,
    maxRetries: RETRIES,
    // Unsaid, these would be read from the environment, past our own configuration.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // The requests' own record tells what failed; the client's lines could quote people's texts.
    logLevel: 'off',
  });
  return { client, name };
}
