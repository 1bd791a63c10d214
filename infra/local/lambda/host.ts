import { randomUUID } from 'node:crypto';
import { BufferedCall, type Call, StreamedCall, type Upstream } from './calls.ts';
import { RequestTooLarge } from './failure.ts';
import { failureRecord } from './failure-record.ts';
import { FunctionWorker } from './function-worker.ts';
import { lambdaLimits } from './limits.ts';
import type { FunctionHost, FunctionHostOptions, InvocationResult, InvokeOptions } from './types.ts';

/**
 * Runs the API's bundles as Lambda does: each function in a worker of its own that starts with the first call, with
 * Lambda's globals, environment variables, context and limits. Unlike an execution environment of Lambda, which runs
 * one invocation at a time, a worker runs invocations concurrently.
 */
export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  const limits = { ...lambdaLimits, ...options.limits };
  const log = options.log ?? (({ line }) => console.log(line));
  const current = new Map<string, FunctionWorker>();
  const all = new Set<FunctionWorker>();
  let isStopped = false;

  function workerOf(name: string): FunctionWorker {
    const running = current.get(name);
    if (running) return running;
    const worker = new FunctionWorker({
      name,
      bundleDir: options.bundleDir,
      environment: options.environment(name),
      memoryMegabytes: options.memoryMegabytes ?? 512,
      windowBytes: limits.streamWindowBytes,
      log: (requestId, line) => log({ functionName: name, ...(requestId && { requestId }), line }),
      onRetire: () => {
        if (current.get(name) === worker) current.delete(name);
      },
      onExit: () => all.delete(worker),
    });
    current.set(name, worker);
    all.add(worker);
    return worker;
  }

  function start<C extends Call>(
    name: string,
    event: string,
    timeoutMilliseconds: number,
    makeCall: (requestId: string, upstream: Upstream) => C,
  ): C {
    const requestId = randomUUID();
    const worker = workerOf(name);
    const call = makeCall(requestId, worker.upstream(requestId));
    worker.run(call, event, timeoutMilliseconds);
    return call;
  }

  const serialize = (event: unknown, limit: number): string => {
    const json = JSON.stringify(event);
    const bytes = Buffer.byteLength(json);
    if (bytes > limit) throw new RequestTooLarge(bytes, limit);
    return json;
  };
  const buffered = (name: string, json: string, timeoutMilliseconds: number) =>
    start(
      name,
      json,
      timeoutMilliseconds,
      (requestId, upstream) => new BufferedCall(requestId, upstream, limits),
    );

  function invokeEvent(
    name: string,
    event: unknown,
    { timeoutMilliseconds = limits.eventMilliseconds }: InvokeOptions = {},
  ): string {
    const call = buffered(name, serialize(event, limits.eventRequestBytes), timeoutMilliseconds);
    void reportFailure(name, event, call.result);
    return call.requestId;
  }

  /** Calls the function's failure destination, if it has one and the call fails. */
  async function reportFailure(
    name: string,
    event: unknown,
    outcome: Promise<InvocationResult>,
  ): Promise<void> {
    const destination = options.failureDestinations?.[name];
    const result = await outcome;
    if (destination === undefined || result.functionError === undefined || isStopped) return;
    invokeEvent(destination, failureRecord(name, event, result));
  }

  return {
    async invoke(name, event, { timeoutMilliseconds = limits.bufferedMilliseconds } = {}) {
      return buffered(name, serialize(event, limits.requestBytes), timeoutMilliseconds).result;
    },
    invokeStream(name, event, { timeoutMilliseconds } = {}) {
      return start(
        name,
        serialize(event, limits.requestBytes),
        timeoutMilliseconds ?? limits.streamedMilliseconds,
        (requestId, upstream) => new StreamedCall(requestId, upstream, limits),
      );
    },
    invokeEvent,
    reload(name) {
      const names = name === undefined ? [...current.keys()] : [name];
      for (const each of names) current.get(each)?.retire();
    },
    kill(name) {
      const worker = current.get(name);
      // Ending takes a moment, during which no call may reach this worker.
      current.delete(name);
      void worker?.stop();
    },
    async stop() {
      isStopped = true;
      current.clear();
      await Promise.all([...all].map((worker) => worker.stop()));
    },
  };
}
