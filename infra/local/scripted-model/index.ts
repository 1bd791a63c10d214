import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { defaultScript } from './default-script.ts';
import { fails, type Pace, type Reply, type Script } from './replies.ts';
import type { ChatRequest, Ending, ModelCall } from './request.ts';
import { send } from './send.ts';
import { strictSchemaError } from './strict-schema.ts';

export * from './replies.ts';
export type { ChatRequest, ModelCall } from './request.ts';

/** A server on 127.0.0.1 that speaks OpenAI's chat completions and answers as scripted. */
export interface ScriptedModel {
  /** The base URL for clients, including `/v1`. */
  readonly url: string;
  /** The received calls, oldest first. */
  readonly calls: readonly ModelCall[];
  /** Calls whose client disconnected before the answer was complete. */
  readonly hungUp: number;
  /**
   * Sets the scripts of the next calls: one script per call, the last one for all that follow. Without any, the default
   * script answers. It also clears the received calls.
   */
  script(...scripts: readonly Script[]): void;
  /** Stops the server and cuts off all calls. */
  stop(): Promise<void>;
}

export interface ScriptedModelOptions {
  /** Default: 0, a free port. */
  readonly port?: number;
  /** The pace of the default script; by default, as fast as possible. */
  readonly pace?: Pace;
}

/** @throws Error when the port is in use. */
export async function startScriptedModel({
  port = 0,
  pace = {},
}: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const byDefault = defaultScript(pace);
  let scripts: Script[] = [];
  let calls: ModelCall[] = [];
  let hungUp = 0;

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    if (request === undefined) {
      response.writeHead(404).end();
      return;
    }
    const script = (scripts.length > 1 ? scripts.shift() : scripts[0]) ?? byDefault;
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

/** Refuses what OpenAI itself would refuse, whatever the script says. */
function replyTo({ headers }: IncomingMessage, request: ChatRequest, script: Script): Reply {
  if (!headers.authorization?.startsWith('Bearer ')) return fails(401, { code: 'invalid_api_key' });
  const form = request.response_format?.json_schema;
  const error = form?.strict === true ? strictSchemaError(form.schema) : undefined;
  if (error !== undefined) return fails(400, { code: 'invalid_request_error', message: error });
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
