import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Call, Upstream } from './calls.ts';
import { describe, exited, timedOut } from './failure.ts';
import { logLine } from './log-line.ts';
import type { FunctionErrorPayload, HostMessage, WorkerMessage, WorkerSettings } from './protocol.ts';
import { reservedVariables } from './variables.ts';

export interface FunctionWorkerOptions {
  readonly name: string;
  readonly bundleDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly windowBytes: number;
  readonly log: (requestId: string | undefined, line: string) => void;
  /** The worker may not be given more invocations. */
  readonly onRetire: () => void;
  readonly onExit: () => void;
}

interface RunningCall {
  readonly call: Call;
  readonly timeout: NodeJS.Timeout;
}

/**
 * A function's environment: a worker thread with the bundle loaded. A real one runs one invocation at a time;
 * this one runs as many as come, so a crash fails them all.
 */
export class FunctionWorker {
  readonly #worker: Worker;
  readonly #options: FunctionWorkerOptions;
  readonly #running = new Map<string, RunningCall>();
  readonly #exit = Promise.withResolvers<void>();
  #death: unknown;
  #retired = false;

  constructor(options: FunctionWorkerOptions) {
    this.#options = options;
    this.#worker = startThread(options);
    for (const input of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input }).on('line', (line) => options.log(undefined, line));
    }
    this.#worker.on('message', (messages: readonly WorkerMessage[]) => {
      for (const message of messages) this.#receive(message);
    });
    this.#worker.on('error', (error: unknown) => {
      this.#death = error;
    });
    this.#worker.on('exit', (code) => this.#exited(code));
    this.#worker.unref();
  }

  /** @param event the event as JSON. */
  run(call: Call, event: string, timeoutMilliseconds: number): void {
    const { requestId } = call;
    const timeout = setTimeout(() => this.#timeOut(requestId, timeoutMilliseconds), timeoutMilliseconds);
    this.#running.set(requestId, { call, timeout });
    this.#worker.ref();
    this.#send({ type: 'invoke', requestId, event, deadline: Date.now() + timeoutMilliseconds });
  }

  /** The way from a call back to its function. */
  upstream(requestId: string): Upstream {
    return {
      credit: (bytes) => this.#send({ type: 'credit', requestId, bytes }),
      abort: (reason) => this.#send({ type: 'abort', requestId, reason }),
    };
  }

  /** Takes no more invocations and ends after the last one. */
  retire(): void {
    this.#retired = true;
    this.#options.onRetire();
    if (this.#running.size === 0) void this.#worker.terminate();
  }

  /** Ends now; what runs fails. */
  async stop(): Promise<void> {
    void this.#worker.terminate();
    await this.#exit.promise;
  }

  #receive(message: WorkerMessage): void {
    const { requestId } = message;
    if (message.type === 'log') return this.#options.log(requestId, message.line);
    if (message.type === 'chunk') return this.#running.get(message.requestId)?.call.chunk(message.bytes);
    if (message.type === 'end') return this.#running.get(message.requestId)?.call.end();
    const call = this.#finish(message.requestId);
    if (message.type === 'response') call?.respond(message.payload);
    if (message.type === 'failure') call?.fail(message.error);
  }

  #finish(requestId: string): Call | undefined {
    const running = this.#running.get(requestId);
    clearTimeout(running?.timeout);
    this.#running.delete(requestId);
    if (this.#running.size === 0) this.#worker.unref();
    if (this.#running.size === 0 && this.#retired) void this.#worker.terminate();
    return running?.call;
  }

  // What has run into its timeout may be stuck for good: the worker takes no more, as Lambda ends it.
  #timeOut(requestId: string, milliseconds: number): void {
    this.#fail(requestId, timedOut(requestId, milliseconds));
    this.retire();
  }

  #exited(exitCode: number): void {
    if (this.#death !== undefined) this.#options.log(undefined, logLine('FATAL', undefined, [this.#death]));
    for (const requestId of this.#running.keys()) {
      this.#fail(requestId, this.#whyItDied(requestId, exitCode));
    }
    this.#options.onRetire();
    this.#options.onExit();
    this.#exit.resolve();
  }

  #whyItDied(requestId: string, exitCode: number): FunctionErrorPayload {
    if (this.#death === undefined) return exited(requestId, `exit status ${exitCode}`);
    return isOutOfMemory(this.#death) ? exited(requestId, 'signal: killed') : describe(this.#death);
  }

  #fail(requestId: string, error: FunctionErrorPayload): void {
    this.#options.log(requestId, logLine('ERROR', requestId, [error]));
    this.#finish(requestId)?.fail(error);
  }

  #send(message: HostMessage): void {
    this.#worker.postMessage(message);
  }
}

// At the limit Node gives a worker 16 MB more to die in. A larger young generation, moved at that moment, goes
// past it, and V8 then ends the whole process.
const youngGenerationMegabytes = 16;

function startThread(options: FunctionWorkerOptions): Worker {
  const folder = join(options.bundleDir, options.name);
  const settings: WorkerSettings = {
    bundle: pathToFileURL(join(folder, 'index.mjs')).href,
    windowBytes: options.windowBytes,
  };
  return new Worker(new URL('./runtime/main.ts', import.meta.url), {
    name: options.name,
    workerData: settings,
    env: {
      ...options.environment,
      ...reservedVariables(options.name, folder, options.memoryMegabytes),
      ...compileCache(),
    },
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: options.memoryMegabytes,
      maxYoungGenerationSizeMb: youngGenerationMegabytes,
    },
    stdout: true,
    stderr: true,
  });
}

/** Where this process keeps what Node compiled, its workers do, and start in half the time. */
function compileCache(): Record<string, string> {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
