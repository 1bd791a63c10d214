import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pace, Reply, TextReply } from './replies.ts';
import type { ChatRequest, Ending } from './request.ts';

const PIECE_CHARACTERS = 20;

/**
 * Sends a reply as the chat completions API does, as a whole or as server-sent events.
 *
 * @param hungUp aborted when the client disconnects.
 * @returns the end of the call.
 * @throws AbortError when the client disconnects.
 */
export async function send(
  response: ServerResponse,
  request: ChatRequest,
  reply: Reply,
  hungUp: AbortSignal,
): Promise<Ending> {
  if (reply.kind === 'raw') {
    response.writeHead(reply.status, reply.headers).end(reply.body);
    return 'answered';
  }
  if (request.stream === true && reply.habits?.isWhole !== true) {
    return streamText(response, request, reply, hungUp);
  }
  await pause(reply.pace.thinking ?? 0, undefined, { signal: hungUp });
  return wholeText(response, request, reply);
}

async function wholeText(response: ServerResponse, request: ChatRequest, reply: TextReply): Promise<Ending> {
  const { text, isRefusal, breaksAfter, habits } = reply;
  const body = JSON.stringify({
    ...frame(request, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: isRefusal ? null : text,
          refusal: isRefusal ? text : habits?.hasEmptyRefusal === true ? '' : null,
        },
        logprobs: null,
        ...endingOf(reply, true),
      },
    ],
    usage: usageOf(request, text),
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  if (breaksAfter === undefined) {
    response.end(body);
    return 'answered';
  }
  return breakOff(response, body.slice(0, body.indexOf('"content":') + breaksAfter));
}

async function streamText(
  response: ServerResponse,
  request: ChatRequest,
  reply: TextReply,
  hungUp: AbortSignal,
): Promise<Ending> {
  const { text, isRefusal, breaksAfter = text.length, pace, habits } = reply;
  const refusal = habits?.hasEmptyRefusal === true && { refusal: '' };
  const event = (delta: object, isLast = false) => {
    const chunk = {
      ...frame(request, 'chat.completion.chunk'),
      choices: [{ index: 0, delta: { ...refusal, ...delta }, logprobs: null, ...endingOf(reply, isLast) }],
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  };
  const rest = async (milliseconds: number) => {
    const wait = pause(milliseconds, undefined, { signal: hungUp });
    if (habits?.keepsAlive === undefined) return await wait;
    if (!response.headersSent) response.writeHead(200, EVENTS);
    const comments = setInterval(() => response.write(': keep-alive\n\n'), habits.keepsAlive);
    await wait.finally(() => clearInterval(comments));
  };
  await rest(pace.thinking ?? 0);
  if (!response.headersSent) response.writeHead(200, EVENTS);
  response.write(event({ role: 'assistant', content: isRefusal ? null : '' }));
  const sent = text.slice(0, breaksAfter);
  for (const [index, piece] of piecesOf(sent, pace).entries()) {
    if (index > 0 && pace.pause !== undefined) await rest(pace.pause);
    response.write(event(isRefusal ? { refusal: piece } : { content: piece }));
  }
  if (sent.length < text.length) return breakOff(response);
  response.end(`${event({}, true)}${usageEvent(request, text)}data: [DONE]\n\n`);
  return 'answered';
}

/** After the last chunk and only when asked for, as with OpenAI. */
function usageEvent(request: ChatRequest, text: string): string {
  if (request.stream_options?.include_usage !== true) return '';
  const chunk = { ...frame(request, 'chat.completion.chunk'), choices: [], usage: usageOf(request, text) };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** Tokens of four characters each. */
function usageOf({ messages }: ChatRequest, text: string) {
  const prompt = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
  const completion = Math.ceil(text.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

const EVENTS = { 'content-type': 'text/event-stream' };

/** The `finish_reason`, which by default is null until the last chunk, as with OpenAI. */
function endingOf({ finishReason, habits }: TextReply, isLast: boolean): { finish_reason?: string | null } {
  if (habits?.ending === 'never') return {};
  if (habits?.ending === 'empty') return { finish_reason: '' };
  return { finish_reason: isLast || habits?.ending === 'always' ? finishReason : null };
}

function piecesOf(text: string, { piece = PIECE_CHARACTERS }: Pace): string[] {
  const lengths = typeof piece === 'number' ? [piece] : piece;
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + (lengths[pieces.length % lengths.length] ?? PIECE_CHARACTERS);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Sends everything written so far, then cuts the connection. */
function breakOff(response: ServerResponse, last = ''): Promise<Ending> {
  return new Promise((resolve) => {
    response.write(last === '' ? '\n' : last, () => {
      response.destroy();
      resolve('broken off');
    });
  });
}

const frame = ({ model }: ChatRequest, object: string) => ({
  id: 'chatcmpl-scripted',
  object,
  created: Math.floor(Date.now() / 1_000),
  model,
});
