import type { ChatRequest } from './request.ts';

/** An answer of the model, sent whole or streamed, as requested. */
export interface TextReply {
  readonly kind: 'text';
  readonly text: string;
  /** True if the text is a refusal, not an answer. */
  readonly isRefusal: boolean;
  readonly finishReason: 'stop' | 'length' | 'content_filter';
  /** The number of characters after which the connection is cut. */
  readonly breaksAfter?: number;
  readonly pace: Pace;
  readonly habits?: Habits;
}

/** Deviations of other servers that speak OpenAI's protocol. */
export interface Habits {
  /** The `finish_reason`: never sent, always empty, or in every chunk of a stream instead of just the last. */
  readonly ending?: 'never' | 'empty' | 'always';
  /** Every chunk has an empty `refusal`. */
  readonly hasEmptyRefusal?: boolean;
  /** Sends a whole answer although a stream is requested. */
  readonly isWhole?: boolean;
  /** Milliseconds between the comments that keep a stream alive while the model thinks or pauses. */
  readonly keepsAlive?: number;
}

/** An HTTP response that is not a chat completion. */
export interface RawReply {
  readonly kind: 'raw';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reply = TextReply | RawReply;

/** The reply to a call, or a function that makes it. */
export type Script = Reply | ((request: ChatRequest) => Reply);

export interface Pace {
  /** Milliseconds before anything is sent. */
  readonly thinking?: number;
  /** Milliseconds between two pieces of a streamed answer. */
  readonly pause?: number;
  /** Characters in each piece, or the lengths of the pieces, repeated as needed; by default, 20. */
  readonly piece?: number | readonly number[];
}

export const says = (text: string, pace: Pace = {}): TextReply => ({
  kind: 'text',
  text,
  isRefusal: false,
  finishReason: 'stop',
  pace,
});

/** The reply from a server with other habits. */
export const withHabits = (reply: TextReply, habits: Habits): TextReply => ({ ...reply, habits });

/** Answers with JSON. */
export const gives = (value: unknown, pace?: Pace) => says(JSON.stringify(value), pace);

/** Answers with text in the schema of the chat. */
export const speaks = (text: string, pace?: Pace) => gives({ answer: text }, pace);

export const refuses = (): TextReply => ({ ...says("I'm sorry, I can't help with that."), isRefusal: true });

/** Runs out of tokens. */
export const cutsOff = (text: string): TextReply => ({ ...says(text), finishReason: 'length' });

export const filters = (): TextReply => ({ ...says(''), finishReason: 'content_filter' });

/** Cuts the connection after so many characters. */
export const breaksOff = (text: string, breaksAfter: number, pace?: Pace): TextReply => ({
  ...says(text, pace),
  breaksAfter,
});

/** Accepts the request and never responds. */
export const hangs = () => says('', { thinking: LONGEST_TIMER });

const LONGEST_TIMER = 2 ** 31 - 1;

/** Makes clients with retries of their own retry immediately, so that tests are quick. */
const AT_ONCE = { 'retry-after-ms': '1' };

/** Fails as OpenAI does. */
export const fails = (
  status: number,
  { code = 'server_error', message = 'The server had an error.', headers = {} } = {},
): RawReply => ({
  kind: 'raw',
  status,
  headers: { 'content-type': 'application/json', ...AT_ONCE, ...headers },
  body: JSON.stringify({ error: { message, type: code, param: null, code } }),
});

/** Responds with 429. @param retryAfter the value of the header: seconds or a date. */
export const limitsRate = (retryAfter?: string): RawReply =>
  fails(429, {
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached.',
    ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
  });

/** Responds with 200 and the given body. */
export const sends = (body: string, contentType = 'application/json'): RawReply => ({
  kind: 'raw',
  status: 200,
  headers: { 'content-type': contentType },
  body,
});
