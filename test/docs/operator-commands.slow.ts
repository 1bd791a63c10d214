import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeBlocks, readDocument } from '../support/docs/markdown.ts';
import { removeFolder } from '../support/system/folders.ts';

/** A Python that has the AWS CLI (`pip install awscli`): of the PATH, or as `.ci/run` makes it. */
const PYTHON = ['python3', resolve('node_modules/.cache/python/bin/python')].find(
  (python) => spawnSync(python, ['-c', 'import awscli']).status === 0,
);

/** Takes the place of `aws`: writes down what it is called with, and prints as many words as the query asks for. */
const NOTING = `#!/usr/bin/env bash
{ printf '%s\\x1f' "$@"; printf '\\x1e'; } >> calls
words=1
if [[ "$*" =~ \\[0\\]\\.\\[([^\\ ]+)\\] ]]; then
  commas=$(tr -cd , <<< "\${BASH_REMATCH[1]}")
  words=$((\${#commas} + 1))
fi
printf 'arn:aws:rds:eu-west-1:123456789012:cluster:one%.0s ' $(seq $words) | sed 's/ $//'
`;

/** Lets the AWS CLI check each call, which it does before it looks for AWS. Prints those that it refuses. */
const CHECK = `
import contextlib, io, sys
from awscli.clidriver import create_clidriver
calls = {call for call in open('calls', newline='').read().split('\\x1e') if call}
for call in sorted(calls):
    arguments = call.split('\\x1f')[:-1]
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        try:
            create_clidriver().main([*arguments, '--endpoint-url', 'http://127.0.0.1:9'])
        except SystemExit:
            pass
    if 'Could not connect to the endpoint' not in errors.getvalue():
        print(' '.join(arguments), errors.getvalue())
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liftlog-commands-'));
  // Files are kept for the check.
  const nothing = Object.fromEntries(['npm', 'npx', 'curl', 'rm'].map((name) => [name, '#!/bin/sh\n']));
  for (const [name, code] of Object.entries({ ...nothing, aws: NOTING })) {
    writeFileSync(join(folder, name), code);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => removeFolder(folder));

/** Runs commands as an operator types them, one after another in one shell. */
function type(commands: string) {
  const env = {
    ...process.env,
    PATH: [folder, process.env['PATH']].join(delimiter),
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
  };
  const options = { cwd: folder, encoding: 'utf8', env, timeout: 150_000 } as const;
  const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], options);
  const calls = readFileSync(join(folder, 'calls'), 'utf8').replaceAll('\x1f', ' ').split('\x1e');
  const checked = spawnSync(PYTHON ?? '', ['-c', CHECK], options);
  return { status, stderr, calls, refused: `${checked.stdout}${checked.stderr}` };
}

/** The commands of a document; what the operator fills in is filled in. */
const commandsOf = (path: string) =>
  codeBlocks(readDocument(path).text)
    .filter(({ language }) => language === 'sh')
    .map(({ code }) => code.replaceAll(/<\w+>/g, 'filled-in'))
    .join('\n');

describe.skipIf(PYTHON === undefined)('the AWS CLI takes the commands of', { timeout: 300_000 }, () => {
  test.for([
    ['infra/README.md', 'secretsmanager put-secret-value'],
    ['infra/moving-over.md', 'route53 change-resource-record-sets'],
    ['infra/operating.md', 'rds restore-db-cluster-to-point-in-time'],
  ] as const)('%s', ([path, command]) => {
    const { status, stderr, calls, refused } = type(commandsOf(path));
    expect({ refused, stderr, status }).toEqual({ refused: '', stderr: '', status: 0 });
    expect(calls.filter((call) => call.startsWith(command)).length).toBeGreaterThan(0);
  });

  test.for([
    'aws rds delete-db-cluster --cluster one',
    'aws rds restore-db-cluster --db-cluster-identifier one',
    'aws rds enable-http-endpoint',
    'aws route53 change-resource-record-sets --hosted-zone-id one --change-batch \'{"Changes":[{"Action":"ADD"}]}\'',
  ])('and not a wrong one: %s', (command) => {
    expect(type(command).refused).not.toBe('');
  });
});
