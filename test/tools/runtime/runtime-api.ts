import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../../infra/local/listen.ts';

/** The response of a function to an invocation. */
export interface Outcome {
  readonly kind: 'response' | 'error';
  /** True in Lambda's streaming mode. */
  readonly isStreamed: boolean;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  /** Name of the error by which a streamed response says that it is incomplete: an HTTP trailer. */
  readonly brokenOffBy: string | undefined;
}

/** Lambda's Runtime API for one function. */
export interface RuntimeApi {
  /** As in AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  invoke(event: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly settle: (outcome: Outcome) => void;
}

/** Source: AWS Lambda, "Using the Lambda runtime API for custom runtimes". */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let poll: ServerResponse | undefined;

  const handOut = () => {
    const invocation = poll && waiting.shift();
    if (poll === undefined || invocation === undefined) return;
    running.set(invocation.id, invocation);
    poll.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + 29_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:proof',
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    poll.end(invocation.event);
    poll = undefined;
  };

  const take = async (req: IncomingMessage, id: string, kind: Outcome['kind']) => {
    // A request that is destroyed says nothing to Lambda, and so is no way to break off.
    const body = await buffer(req);
    running.get(id)?.settle({
      kind,
      isStreamed: req.headers['lambda-runtime-function-response-mode'] === 'streaming',
      contentType: req.headers['content-type'],
      body,
      brokenOffBy: req.trailers['lambda-runtime-function-error-type'],
    });
    running.delete(id);
  };

  const server = createServer((req, res) => {
    const [, id = '', what] = /\/invocation\/([^/]+)\/(response|error)$/.exec(req.url ?? '') ?? [];
    if (what === undefined) {
      poll = res;
      handOut();
      return;
    }
    void take(req, id, what === 'error' ? 'error' : 'response').then(() => res.writeHead(202).end());
  });
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}`,
    invoke: (event) =>
      new Promise((settle) => {
        waiting.push({ id: randomUUID(), event: JSON.stringify(event), settle });
        handOut();
      }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
