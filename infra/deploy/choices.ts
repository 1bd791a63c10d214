import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RootConstruct } from 'constructs';
import { type Options, readOptions } from '../options.ts';

export interface Choices {
  readonly options: Options;
  /** The record that the operator gives up on purpose. */
  readonly givenUp: string | undefined;
}

/** Reads a command's choices as the CDK does: out of cdk.json and `-c name=value`. @throws Error as readOptions does. */
export function readCommand(args: readonly string[], region: string): Choices {
  const { values } = parseArgs({
    args: [...args],
    options: { context: { type: 'string', short: 'c', multiple: true } },
    strict: false,
    allowPositionals: true,
  });
  const given = (values.context ?? []).map((each) => splitOnce(String(each)));
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const { node } = new RootConstruct();
  for (const [name, value] of [...Object.entries(context), ...given]) node.setContext(name, value);
  const givenUp: unknown = node.tryGetContext('givenUp');
  return {
    options: readOptions(node, region),
    givenUp: typeof givenUp === 'string' ? givenUp : undefined,
  };
}

function splitOnce(choice: string): [string, string] {
  const end = choice.indexOf('=');
  return end < 0 ? [choice, ''] : [choice.slice(0, end), choice.slice(end + 1)];
}
