import { startApi } from '../aws-api/api.ts';
import { ApiError } from '../aws-api/errors.ts';
import { Faults } from '../aws-api/faults.ts';
import type { ApiRequest } from '../aws-api/request.ts';
import type { ApiResponse } from '../aws-api/response.ts';
import type { Operation } from '../aws-api/server.ts';
import type { Connection } from './connection.ts';
import { isId } from './ids.ts';
import type { SocketLimits } from './limits.ts';
import type { ConnectionCall, ConnectionErrorName, Management } from './types.ts';

const statuses: Readonly<Record<ConnectionErrorName, number>> = {
  BadRequestException: 400,
  ForbiddenException: 403,
  GoneException: 410,
  PayloadTooLargeException: 413,
  LimitExceededException: 429,
  InternalServerErrorException: 500,
  ServiceUnavailableException: 503,
};

const operations: Readonly<Record<string, ConnectionCall['operation']>> = {
  POST: 'PostToConnection',
  GET: 'GetConnection',
  DELETE: 'DeleteConnection',
};

const failure = (name: ConnectionErrorName, message?: string) =>
  new ApiError(name, statuses[name], message === undefined ? {} : { message });

/** Starts API Gateway's `@connections`, through which functions reach clients. */
export async function startManagement(
  open: ReadonlyMap<string, Connection>,
  stages: readonly string[],
  limits: SocketLimits,
): Promise<Management> {
  function parse(request: ApiRequest): Operation<ConnectionCall> {
    const target = parsePath(request.url);
    const operation = operations[request.method];
    const isKnownStage = target?.stage === undefined || stages.includes(target.stage);
    if (!target || !operation || !isKnownStage) throw failure('ForbiddenException', 'Forbidden');
    const { connectionId, stage } = target;
    const data = operation === 'PostToConnection' ? { data: request.body.toString() } : {};
    return {
      call: { operation, connectionId, ...data },
      perform: () => {
        if (!isId(connectionId))
          throw failure('BadRequestException', `Invalid connectionId: ${connectionId}`);
        if (request.bytes > limits.messageBytes)
          throw failure('PayloadTooLargeException', 'Payload too large');
        const connection = open.get(connectionId);
        // AWS sends no more than the error's name.
        if (!connection || (stage ?? connection.stage) !== connection.stage) throw failure('GoneException');
        return perform[operation](connection, request);
      },
    };
  }

  return startApi(
    { name: 'execute-api', bodyBytes: limits.messageBytes, makeError: failure, parse },
    new Faults<ConnectionCall, ConnectionErrorName>(),
  );
}

const perform: Readonly<
  Record<ConnectionCall['operation'], (connection: Connection, request: ApiRequest) => ApiResponse>
> = {
  PostToConnection: (connection, { body }) => {
    const sent = connection.send(body);
    if (sent === 'gone') throw failure('GoneException');
    if (sent === 'full') throw failure('LimitExceededException', 'The client reads too slowly');
    return { status: 200 };
  },
  GetConnection: ({ connectedAt, identity, lastActiveAt }) => ({
    status: 200,
    body: JSON.stringify({ connectedAt, identity, lastActiveAt }),
  }),
  DeleteConnection: (connection) => {
    connection.delete();
    return { status: 204 };
  },
};

interface Target {
  readonly stage?: string;
  readonly connectionId: string;
}

/** Reads `/@connections/<id>`, with or without a stage before it. */
function parsePath(url: string): Target | undefined {
  const found = /^(?:\/(?<stage>[^/]+))?\/(?:@|%40)connections\/(?<id>[^/?]+)(?:\?.*)?$/.exec(url)?.groups;
  if (found?.['id'] === undefined) return undefined;
  const { stage, id } = found;
  try {
    return { connectionId: decodeURIComponent(id), ...(stage !== undefined && { stage }) };
  } catch {
    return undefined;
  }
}
