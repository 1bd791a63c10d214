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
  /** Called when the worker accepts no more invocations. */
  readonly onRetire: () => void;
  readonly onExit: () => void;
}

interface RunningCall {
  readonly call: Call;
  readonly timeout: NodeJS.Timeout;
}

/**
 * The execution environment of a function: a worker thread with the bundle loaded. Lambda's runs one invocation at a
 * time; this one runs invocations concurrently, so a crash fails them all.
 */
export class FunctionWorker {
  readonly #worker: Worker;
  readonly #options: FunctionWorkerOptions;
  readonly #running = new Map<string, RunningCall>();
  readonly #exit = Promise.withResolvers<void>();
  #crash: unknown;
  #isRetired = false;

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
      this.#crash = error;
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

  /** The channel from a call back to its function. */
  upstream(requestId: string): Upstream {
    return {
      credit: (bytes) => this.#send({ type: 'credit', requestId, bytes }),
      abort: (reason) => this.#send({ type: 'abort', requestId, reason }),
    };
  }

  /** Accepts no more invocations and ends after the last one. */
  retire(): void {
    this.#isRetired = true;
    this.#options.onRetire();
    if (this.#running.size === 0) void this.#worker.terminate();
  }

  /** Ends immediately; running invocations fail. */
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
    if (this.#running.size === 0 && this.#isRetired) void this.#worker.terminate();
    return running?.call;
  }

  // An invocation that timed out may be stuck for good, so the worker accepts no more. Lambda ends it.
  #timeOut(requestId: string, milliseconds: number): void {
    this.#fail(requestId, timedOut(requestId, milliseconds));
    this.retire();
  }

  #exited(exitCode: number): void {
    if (this.#crash !== undefined) this.#options.log(undefined, logLine('FATAL', undefined, [this.#crash]));
    for (const requestId of this.#running.keys()) {
      this.#fail(requestId, this.#exitError(requestId, exitCode));
    }
    this.#options.onRetire();
    this.#options.onExit();
    this.#exit.resolve();
  }

  #exitError(requestId: string, exitCode: number): FunctionErrorPayload {
    if (this.#crash === undefined) return exited(requestId, `exit status ${exitCode}`);
    return isOutOfMemory(this.#crash) ? exited(requestId, 'signal: killed') : describe(this.#crash);
  }

  #fail(requestId: string, error: FunctionErrorPayload): void {
    this.#options.log(requestId, logLine('ERROR', requestId, [error]));
    this.#finish(requestId)?.fail(error);
  }

  #send(message: HostMessage): void {
    this.#worker.postMessage(message);
  }
}

// A worker that reaches its limit gets 16 MB more from Node to shut down in. Moving a larger young generation at that
// moment would exceed it, and V8 would then end the whole process.
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

/** The compile cache of this process, which its workers share: it halves their start time. */
function compileCache(): Record<string, string> {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
