import { startApi } from '../../aws-api/api.ts';
import { ApiError } from '../../aws-api/errors.ts';
import type { ApiRequest } from '../../aws-api/request.ts';
import type { ApiResponse } from '../../aws-api/response.ts';
import type { Operation } from '../../aws-api/server.ts';
import { RequestTooLarge } from '../failure.ts';
import { type LambdaLimits, lambdaLimits } from '../limits.ts';
import type { FunctionHost } from '../types.ts';
import { InvokeFaults, invokeError } from './faults.ts';
import { findFunction } from './names.ts';
import type { InvokeCall, LambdaApi } from './types.ts';

export interface LambdaApiOptions {
  readonly host: FunctionHost;
  /** Folder of the bundles of the functions that can be called. */
  readonly bundleDir: string;
  /** Overrides of Lambda's limits, for tests. */
  readonly limits?: Partial<LambdaLimits>;
}

const path = /^\/2015-03-31\/functions\/(?<name>[^/?]+)\/invocations(?:\?(?<query>.*))?$/;

/** Starts Lambda's `Invoke` over HTTP, through which functions call each other. */
export async function startLambdaApi({ host, bundleDir, ...options }: LambdaApiOptions): Promise<LambdaApi> {
  const limits = { ...lambdaLimits, ...options.limits };
  const faults = new InvokeFaults();

  function parse(request: ApiRequest): Operation<InvokeCall> {
    const functionName = nameIn(request, bundleDir);
    const invocationType = typeOf(request.headers['x-amz-invocation-type']);
    const call = { functionName, invocationType, payload: request.body.toString() };
    return {
      call,
      perform: async (requestId) => {
        const isEvent = invocationType === 'Event';
        const event = eventOf(request, isEvent ? limits.eventRequestBytes : limits.requestBytes);
        try {
          if (invocationType === 'RequestResponse') return await invoke(functionName, event);
          return accept(call, event, requestId);
        } catch (error) {
          throw error instanceof RequestTooLarge ? tooLarge(error.message) : error;
        }
      },
    };
  }

  async function invoke(functionName: string, event: unknown): Promise<ApiResponse> {
    const { payload, functionError, requestId } = await host.invoke(functionName, event);
    const error = functionError === undefined ? {} : { 'x-amz-function-error': functionError };
    const headers = { 'x-amz-executed-version': '$LATEST', 'x-amzn-requestid': requestId, ...error };
    return { status: 200, body: payload, headers };
  }

  function accept(call: InvokeCall, event: unknown, requestId: string): ApiResponse {
    if (call.invocationType === 'DryRun') return { status: 204 };
    const ids = Array.from({ length: faults.takeDeliveries(call) }, () =>
      host.invokeEvent(call.functionName, event),
    );
    return { status: 202, headers: { 'x-amzn-requestid': ids[0] ?? requestId } };
  }

  return startApi({ name: 'lambda', bodyBytes: limits.requestBytes, makeError: invokeError, parse }, faults);
}

function nameIn({ method, url }: ApiRequest, bundleDir: string): string {
  const found = path.exec(url)?.groups;
  if (method !== 'POST' || found?.['name'] === undefined) {
    throw new ApiError('UnknownOperationException', 404, {});
  }
  const given = decoded(found['name']);
  const target = findFunction(bundleDir, given, new URLSearchParams(found['query']).get('Qualifier'));
  if (!target) throw invokeError('InvalidParameterValueException', `Invalid function name: ${given}`);
  if (target.bundle === undefined) {
    throw invokeError('ResourceNotFoundException', `Function not found: ${target.arn}`);
  }
  return target.bundle;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function typeOf(header: string | string[] | undefined): InvokeCall['invocationType'] {
  switch (header) {
    case undefined:
    case 'RequestResponse':
      return 'RequestResponse';
    case 'Event':
    case 'DryRun':
      return header;
    default:
      throw invokeError('InvalidParameterValueException', `Unknown invocation type: ${String(header)}`);
  }
}

function eventOf({ body, bytes }: ApiRequest, limit: number): unknown {
  if (bytes > limit) throw tooLarge(`${bytes} byte payload is too large (limit ${limit} bytes)`);
  // No payload is an empty event.
  if (bytes === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw invokeError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}

const tooLarge = (message: string) => invokeError('RequestTooLargeException', message);
