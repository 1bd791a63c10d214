import type { ApiRequest } from '../aws-api/request.ts';
import type { Operation as ApiOperation, Service } from '../aws-api/server.ts';
import { DataApiError } from './errors.ts';
import { parseExact } from './exact-json.ts';
import { REQUEST_BYTES } from './limits.ts';
import { type Engine, perform } from './operations.ts';
import { checkedRequest, type Request } from './requests.ts';
import type { Transactions } from './transactions.ts';
import type { CallRequest, DataApiOptions, ErrorName, GetSecret, Operation } from './types.ts';

const OPERATIONS: Record<string, Operation> = {
  '/Execute': 'ExecuteStatement',
  '/BatchExecute': 'BatchExecuteStatement',
  '/BeginTransaction': 'BeginTransaction',
  '/CommitTransaction': 'CommitTransaction',
  '/RollbackTransaction': 'RollbackTransaction',
};

interface Access extends Pick<DataApiOptions, 'resourceArn' | 'secretArn'> {
  readonly getSecret: GetSecret;
}

/** The RDS Data API in front of PostgreSQL databases: its wire protocol, its limits and its errors. */
export function dataApiService(engine: Engine, access: Access): Service<CallRequest, ErrorName> {
  async function parse(request: ApiRequest): Promise<ApiOperation<CallRequest>> {
    const operation = request.method === 'POST' ? OPERATIONS[request.url] : undefined;
    if (!operation) throw new DataApiError('UnknownOperationException');
    const checked = checkedRequest(operation, bodyOf(request));
    await checkAccess(checked, access);
    return {
      call: describe(checked, engine.transactions),
      perform: async () => ({ status: 200, body: JSON.stringify(await perform(engine, checked)) }),
    };
  }

  return {
    name: 'rds-data',
    bodyBytes: REQUEST_BYTES,
    makeError: (name, message) => new DataApiError(name, message),
    parse,
  };
}

/** @throws BadRequestException when the request is too large, SerializationException when it is not JSON. */
function bodyOf({ headBytes, body, bytes }: ApiRequest): unknown {
  if (headBytes + bytes > REQUEST_BYTES) {
    throw new DataApiError('BadRequestException', 'The request exceeds the size limit 4 MB.');
  }
  try {
    return parseExact(body.toString());
  } catch (cause) {
    throw new DataApiError('SerializationException', 'The request is not JSON', { cause });
  }
}

async function checkAccess(request: Request, { resourceArn, secretArn, getSecret }: Access): Promise<void> {
  if (request.resourceArn !== resourceArn) {
    throw new DataApiError(
      'HttpEndpointNotEnabledException',
      `HttpEndpoint is not enabled for resource ${request.resourceArn}`,
    );
  }
  if (request.secretArn !== secretArn && (await getSecret(request.secretArn)) === undefined) {
    throw new DataApiError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
}

function describe(request: Request, transactions: Transactions): CallRequest {
  const transactionId = 'transactionId' in request ? request.transactionId : undefined;
  const database = request.database ?? (transactionId && transactions.databaseOf(transactionId));
  return {
    operation: request.operation,
    secretArn: request.secretArn,
    ...(database === undefined ? {} : { database }),
    ...('sql' in request ? { sql: request.sql } : {}),
    ...(transactionId === undefined ? {} : { transactionId }),
  };
}
