import type { ChatRequest } from './request.ts';

/** An answer of the model, sent whole or streamed as the request asks. */
export interface TextReply {
  readonly kind: 'text';
  readonly text: string;
  /** The text is a refusal and not an answer. */
  readonly isRefusal: boolean;
  readonly finishReason: 'stop' | 'length' | 'content_filter';
  /** The connection breaks after so many characters, or in the middle of a JSON answer. */
  readonly breaksAfter?: number;
  readonly pace: Pace;
  readonly habits?: Habits;
}

/** What servers that speak OpenAI's protocol do otherwise than OpenAI. */
export interface Habits {
  /** The `finish_reason`: never there, always empty, or in every chunk of a stream and not just the last. */
  readonly ending?: 'never' | 'empty' | 'always';
  /** Every chunk has a `refusal`, which is empty. */
  readonly hasEmptyRefusal?: boolean;
  /** Answers whole where a stream is asked for. */
  readonly isWhole?: boolean;
  /** Milliseconds between the comments that keep a stream alive while the model thinks or pauses. */
  readonly keepsAlive?: number;
}

/** An HTTP answer that is no chat completion. */
export interface RawReply {
  readonly kind: 'raw';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reply = TextReply | RawReply;

/** What the model does with a call. */
export type Script = Reply | ((request: ChatRequest) => Reply);

export interface Pace {
  /** Milliseconds before anything is sent. */
  readonly thinking?: number;
  /** Milliseconds between two pieces of a streamed answer. */
  readonly pause?: number;
  /** Characters in a piece, or in one after the other and over again; by default, 20. */
  readonly piece?: number | readonly number[];
}

export const says = (text: string, pace: Pace = {}): TextReply => ({
  kind: 'text',
  text,
  isRefusal: false,
  finishReason: 'stop',
  pace,
});

/** The same reply, from a server with habits of its own. */
export const withHabits = (reply: TextReply, habits: Habits): TextReply => ({ ...reply, habits });

/** Answers with JSON. */
export const gives = (value: unknown, pace?: Pace) => says(JSON.stringify(value), pace);

/** Says something in a chat, in its form. */
export const speaks = (text: string, pace?: Pace) => gives({ answer: text }, pace);

export const refuses = (): TextReply => ({ ...says("I'm sorry, I can't help with that."), isRefusal: true });

/** Ran out of tokens. */
export const cutsOff = (text: string): TextReply => ({ ...says(text), finishReason: 'length' });

export const filters = (): TextReply => ({ ...says(''), finishReason: 'content_filter' });

/** The connection is lost after so many characters. */
export const breaksOff = (text: string, breaksAfter: number, pace?: Pace): TextReply => ({
  ...says(text, pace),
  breaksAfter,
});

/** The request is taken, and nothing ever comes. */
export const hangs = () => says('', { thinking: LONGEST_TIMER });

const LONGEST_TIMER = 2 ** 31 - 1;

/** Clients that try again on their own do so at once, so that tests are quick. */
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

/** 429. @param retryAfter the header as it is sent: seconds or a date. */
export const limitsRate = (retryAfter?: string): RawReply =>
  fails(429, {
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached.',
    ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
  });

/** Answers 200 with whatever is given. */
export const sends = (body: string, contentType = 'application/json'): RawReply => ({
  kind: 'raw',
  status: 200,
  headers: { 'content-type': contentType },
  body,
});
