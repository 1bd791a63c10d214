import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { defaultScript } from './default-script.ts';
import { fails, type Pace, type Reply, type Script } from './replies.ts';
import type { ChatRequest, Ending, ModelCall } from './request.ts';
import { send } from './send.ts';
import { strictSchemaFault } from './strict-schema.ts';

export * from './replies.ts';
export type { ChatRequest, ModelCall } from './request.ts';

/** A model on 127.0.0.1 that speaks OpenAI's chat completions and does as it is told. */
export interface ScriptedModel {
  /** The base URL for clients, with `/v1`. */
  readonly url: string;
  /** The calls it got, oldest first. */
  readonly calls: readonly ModelCall[];
  /** Calls whose client hung up before the answer was whole. */
  readonly hungUp: number;
  /**
   * Says what to do with the calls from now on: one script a call, the last one for all that follow. With none,
   * it answers well. Forgets the calls it got.
   */
  script(...scripts: readonly Script[]): void;
  /** Breaks off all calls. */
  stop(): Promise<void>;
}

export interface ScriptedModelOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Of answers that no script was given for; by default, as fast as can be. */
  readonly pace?: Pace;
}

/** @throws Error when the port is taken. */
export async function startScriptedModel({
  port = 0,
  pace = {},
}: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const answerWell = defaultScript(pace);
  let scripts: Script[] = [];
  let calls: ModelCall[] = [];
  let hungUp = 0;

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    if (request === undefined) {
      response.writeHead(404).end();
      return;
    }
    const script = (scripts.length > 1 ? scripts.shift() : scripts[0]) ?? answerWell;
    const ended = run(response, request, replyTo(incoming, request, script));
    calls.push({ headers: incoming.headers, request, ended });
    if ((await ended) === 'hung up') hungUp++;
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error) => response.destroy(error));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted model has no port.');

  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    get calls() {
      return calls;
    },
    get hungUp() {
      return hungUp;
    },
    script: (...given) => {
      scripts = [...given];
      calls = [];
      hungUp = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ChatRequest | undefined> {
  const body = await text(incoming);
  if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') return undefined;
  return JSON.parse(body);
}

/** What OpenAI itself would refuse is refused whatever the script says. */
function replyTo({ headers }: IncomingMessage, request: ChatRequest, script: Script): Reply {
  if (!headers.authorization?.startsWith('Bearer ')) return fails(401, { code: 'invalid_api_key' });
  const form = request.response_format?.json_schema;
  const fault = form?.strict === true ? strictSchemaFault(form.schema) : undefined;
  if (fault !== undefined) return fails(400, { code: 'invalid_request_error', message: fault });
  return typeof script === 'function' ? script(request) : script;
}

async function run(response: ServerResponse, request: ChatRequest, reply: Reply): Promise<Ending> {
  const client = new AbortController();
  response.on('close', () => client.abort());
  try {
    return await send(response, request, reply, client.signal);
  } catch (error) {
    if (client.signal.aborted) return 'hung up';
    throw error;
  }
}
