import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface ServiceCall {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Content {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `hang` never responds; `reset` resets the connection without a response, `break off` cuts it after the first bytes.
 */
export type Reply =
  | (Content & { readonly json: unknown })
  | (Content & { readonly text: string })
  | 'hang'
  | 'reset'
  | 'break off';

export type Script = Reply | ((call: ServiceCall) => Reply);

/** A third-party service on 127.0.0.1 that responds as scripted. */
export interface ScriptedService extends AsyncDisposable {
  readonly url: string;
  /** The received calls, oldest first. */
  readonly calls: readonly ServiceCall[];
  /** Sets the scripts of the next calls, the last one for all that follow. It also clears the received calls. */
  script(...scripts: readonly [Script, ...Script[]]): void;
  stop(): Promise<void>;
}

export async function startScriptedService(): Promise<ScriptedService> {
  let scripts: Script[] = [];
  let calls: ServiceCall[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const call = { method, url, headers, body: await text(request) };
    calls.push(call);
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    send(response, (typeof script === 'function' ? script(call) : script) ?? { status: 404, json: {} });
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted service has no port.');

  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    get calls() {
      return calls;
    },
    script: (...given) => {
      scripts = [...given];
      calls = [];
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'break off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('{"items":', () => response.destroy());
    return;
  }
  const { status = 200, headers } = reply;
  const [type, body] =
    'json' in reply ? ['application/json', JSON.stringify(reply.json)] : ['text/html', reply.text];
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}
