import { format } from 'node:util';
import { describe } from './failure.ts';

/**
 * One line of Lambda's JSON log format: `{timestamp, level, requestId, message}`. A single value stays what it
 * is, several become text. Source: AWS Lambda, "Using Lambda advanced logging controls with Node.js".
 */
export function logLine(level: string, requestId: string | undefined, values: readonly unknown[]): string {
  const [only, ...more] = values;
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  if (more.length > 0) {
    return JSON.stringify({ ...entry, message: format(...values), ...describeFirstError(more) });
  }
  try {
    return JSON.stringify({ ...entry, message: only }, errorsSpelledOut);
  } catch {
    // What JSON can't hold, such as a circle or a BigInt.
    return JSON.stringify({ ...entry, message: format(only) });
  }
}

function describeFirstError(values: readonly unknown[]): object {
  const error = values.find((value) => value instanceof Error);
  return error ? spellOut(error) : {};
}

function errorsSpelledOut(_key: string, value: unknown): unknown {
  return value instanceof Error ? Object.assign(spellOut(value), value) : value;
}

function spellOut(error: Error): object {
  const { errorType, errorMessage, trace } = describe(error);
  return { errorType, errorMessage, stackTrace: trace };
}
