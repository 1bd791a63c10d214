import type { IncomingHttpHeaders } from 'node:http';

/** The part of a chat completions request that scripts use. Source: OpenAI API reference. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly max_completion_tokens?: number;
  readonly max_tokens?: number;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly strict?: boolean; readonly schema: unknown };
  };
}

/** The end of a call: answered completely, cut off by the script, or ended by the client. */
export type Ending = 'answered' | 'broken off' | 'hung up';

/** A call that the scripted model received. */
export interface ModelCall {
  readonly headers: IncomingHttpHeaders;
  readonly request: ChatRequest;
  /** Settles when nothing more will be sent. */
  readonly ended: Promise<Ending>;
}

/** The data in a request's last message if it is JSON; otherwise an empty object. */
export function dataOf({ messages }: ChatRequest): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(messages.at(-1)?.content ?? '');
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}
