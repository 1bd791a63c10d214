import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pace, Reply, TextReply } from './replies.ts';
import type { ChatRequest, Ending } from './request.ts';

const CHARACTERS_A_PIECE = 20;

/**
 * Sends a reply as the chat completions API does, whole or as server-sent events.
 *
 * @param hungUp stops everything.
 * @returns how it ended, unless the client hung up.
 * @throws AbortError when it did.
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
  await pause(reply.pace.thinking ?? 0, undefined, { signal: hungUp });
  return request.stream === true
    ? streamText(response, request, reply, hungUp)
    : wholeText(response, request, reply);
}

async function wholeText(response: ServerResponse, request: ChatRequest, reply: TextReply): Promise<Ending> {
  const { text, isRefusal, finishReason, breaksAfter } = reply;
  const body = JSON.stringify({
    ...frame(request, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: isRefusal ? null : text,
          refusal: isRefusal ? text : null,
        },
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
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
  { text, isRefusal, finishReason, breaksAfter = text.length, pace }: TextReply,
  hungUp: AbortSignal,
): Promise<Ending> {
  const event = (delta: object, ending: string | null = null) => {
    const chunk = {
      ...frame(request, 'chat.completion.chunk'),
      choices: [{ index: 0, delta, logprobs: null, finish_reason: ending }],
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event({ role: 'assistant', content: isRefusal ? null : '', refusal: null }));
  const sent = text.slice(0, breaksAfter);
  for (const [index, piece] of piecesOf(sent, pace).entries()) {
    if (index > 0 && pace.pause !== undefined) await pause(pace.pause, undefined, { signal: hungUp });
    response.write(event(isRefusal ? { refusal: piece } : { content: piece }));
  }
  if (sent.length < text.length) return breakOff(response);
  response.end(`${event({}, finishReason)}data: [DONE]\n\n`);
  return 'answered';
}

function piecesOf(text: string, { piece = CHARACTERS_A_PIECE }: Pace): string[] {
  const lengths = typeof piece === 'number' ? [piece] : piece;
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + (lengths[pieces.length % lengths.length] ?? CHARACTERS_A_PIECE);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** What was written so far is on its way before the connection goes. */
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
