import { format } from 'node:util';
import { describe } from './failure.ts';

/**
 * A line in Lambda's JSON log format: `{timestamp, level, requestId, message}`. A single value is logged as it is,
 * several are formatted as text. Source: AWS Lambda, "Using Lambda advanced logging controls with Node.js".
 */
export function logLine(level: string, requestId: string | undefined, values: readonly unknown[]): string {
  const [only, ...more] = values;
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  if (more.length > 0) {
    return JSON.stringify({ ...entry, message: format(...values), ...describeFirstError(more) });
  }
  try {
    return JSON.stringify({ ...entry, message: only }, expandErrors);
  } catch {
    // A value that JSON can't represent, such as a circular reference or a BigInt.
    return JSON.stringify({ ...entry, message: format(only) });
  }
}

function describeFirstError(values: readonly unknown[]): object {
  const error = values.find((value) => value instanceof Error);
  return error ? expandError(error) : {};
}

function expandErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? Object.assign(expandError(value), value) : value;
}

function expandError(error: Error): object {
  const { errorType, errorMessage, trace } = describe(error);
  return { errorType, errorMessage, stackTrace: trace };
}
