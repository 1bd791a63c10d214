import { z } from 'zod';
import { DataApiError } from './errors.ts';
import { SQL_CHARACTERS } from './limits.ts';
import type { Operation } from './types.ts';

const FLOATS_WITHOUT_DIGITS = ['NaN', 'Infinity', '-Infinity'];

const Field = z
  .strictObject({
    isNull: z.literal(true),
    booleanValue: z.boolean(),
    longValue: z.union([z.int(), z.bigint()]),
    doubleValue: z.union([z.number(), z.bigint(), z.enum(FLOATS_WITHOUT_DIGITS)]),
    stringValue: z.string(),
    blobValue: z.base64(),
    arrayValue: z.unknown(),
  })
  .partial()
  .refine((field) => Object.keys(field).length === 1, 'exactly one member must be set');

const Parameter = z.strictObject({
  name: z.string().regex(/^\w+$/),
  value: Field,
  typeHint: z.enum(['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID']).optional(),
});

export type Parameter = z.infer<typeof Parameter>;

const Resource = z.object({
  resourceArn: z.string().min(11).max(100),
  secretArn: z.string().min(11).max(100),
  database: z.string().max(64).optional(),
});

const Statement = Resource.extend({
  sql: z.string().max(SQL_CHARACTERS),
  transactionId: z.string().max(192).optional(),
});

const ExecuteStatement = Statement.extend({
  parameters: z.array(Parameter).default([]),
  includeResultMetadata: z.boolean().default(false),
  continueAfterTimeout: z.boolean().default(false),
  formatRecordsAs: z.enum(['NONE', 'JSON']).default('NONE'),
  resultSetOptions: z
    .object({
      decimalReturnType: z.enum(['STRING', 'DOUBLE_OR_LONG']).default('STRING'),
      longReturnType: z.enum(['LONG', 'STRING']).default('LONG'),
    })
    .prefault({}),
});

export type ExecuteStatement = z.infer<typeof ExecuteStatement>;
export type ResultOptions = ExecuteStatement['resultSetOptions'];

const BatchExecuteStatement = Statement.extend({ parameterSets: z.array(z.array(Parameter)).default([]) });
const EndTransaction = Resource.extend({ transactionId: z.string().max(192) });

const Request = z.discriminatedUnion('operation', [
  ExecuteStatement.extend({ operation: z.literal('ExecuteStatement') }),
  BatchExecuteStatement.extend({ operation: z.literal('BatchExecuteStatement') }),
  Resource.extend({ operation: z.literal('BeginTransaction') }),
  EndTransaction.extend({ operation: z.literal('CommitTransaction') }),
  EndTransaction.extend({ operation: z.literal('RollbackTransaction') }),
]);

/** A request that is valid in the service's model. */
export type Request = z.infer<typeof Request>;

/**
 * Validates a body against the service's model.
 *
 * @throws ValidationException that names every field error.
 */
export function checkedRequest(operation: Operation, body: unknown): Request {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DataApiError('ValidationException', 'The request must be a JSON object');
  }
  if ('schema' in body) throw new DataApiError('ValidationException', "The schema parameter isn't supported");
  const { data, error } = Request.safeParse({ ...body, operation });
  if (data) return data;
  const errors = error.issues.map((issue) => `Value at '${issue.path.join('.')}': ${issue.message}`);
  throw new DataApiError(
    'ValidationException',
    `${errors.length} validation error detected: ${errors.join('; ')}`,
  );
}
