import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { functionArn } from '../variables.ts';

/** A name, an ARN or the end of an ARN. Source: AWS Lambda API reference, "Invoke", `FunctionName`. */
const FORMAT = new RegExp(
  [
    /^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?/,
    /(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?/,
    /(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

export interface FunctionTarget {
  /** The function's ARN, for errors. */
  readonly arn: string;
  /** The bundle's name, such as `chat/answer` for the function `chat-answer`; absent when there is none. */
  readonly bundle: string | undefined;
}

/** Finds the bundle of a function by its name or ARN in Lambda; undefined when the text is neither. */
export function findFunction(
  bundleDir: string,
  given: string,
  version: string | null,
): FunctionTarget | undefined {
  const found = FORMAT.exec(given)?.groups;
  if (found?.['name'] === undefined) return undefined;
  const { name, account, region } = found;
  const qualifier = version ?? found['qualifier'] ?? '$LATEST';
  const arn = functionArn(name);
  const isHere = [account, region].every((part) => part === undefined || arn.includes(`:${part}:`));
  // Nothing is published here, so there are no versions or aliases.
  if (qualifier !== '$LATEST') return { arn: `${arn}:${qualifier}`, bundle: undefined };
  return { arn, bundle: isHere ? bundleOf(bundleDir, name) : undefined };
}

/** A name in Lambda has no slashes, so any one of its hyphens may be a slash in the bundle's name. */
function bundleOf(bundleDir: string, name: string): string | undefined {
  const folders = [...name.matchAll(/-/g)].map(
    ({ index }) => `${name.slice(0, index)}/${name.slice(index + 1)}`,
  );
  return [name, ...folders].find((each) => existsSync(join(bundleDir, each, 'index.mjs')));
}
