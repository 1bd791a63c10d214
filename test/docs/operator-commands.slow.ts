import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeBlocks, readDocument } from '../support/docs/markdown.ts';
import { removeFolder } from '../support/system/folders.ts';

/** The AWS CLI's path: of the PATH, or where `.ci/run` installs it. A name would find what takes its place here. */
const AWS = [
  spawnSync('bash', ['-c', 'command -v aws'], { encoding: 'utf8' }).stdout.trim(),
  resolve('node_modules/.cache/python/bin/aws'),
].find((path) => path !== '' && existsSync(path));

/**
 * Takes the place of `aws`: lets the real one check the parameters, which it does before it looks for AWS, and prints as
 * many words as the query asks for.
 */
const CHECKING = `#!/usr/bin/env bash
if ! grep -qxF -- "$*" calls; then
  echo "$*" >> calls
  "$AWS" "$@" --endpoint-url http://127.0.0.1:9 > /dev/null 2> error
  if ! grep -q 'Could not connect to the endpoint' error; then
    { echo "$*"; cat error; } >> refused
    exit 1
  fi
fi
words=1
if [[ "$*" =~ \\[0\\]\\.\\[([^\\ ]+)\\] ]]; then
  commas=$(tr -cd , <<< "\${BASH_REMATCH[1]}")
  words=$((\${#commas} + 1))
fi
printf 'arn:aws:rds:eu-west-1:123456789012:cluster:one%.0s ' $(seq $words) | sed 's/ $//'
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liftlog-commands-'));
  writeFileSync(join(folder, 'calls'), '');
  const shims = { aws: CHECKING, npm: '#!/bin/sh\n', npx: '#!/bin/sh\n', curl: '#!/bin/sh\n' };
  for (const [name, code] of Object.entries(shims)) {
    writeFileSync(join(folder, name), code);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => removeFolder(folder));

const read = (name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';

/** Runs commands as an operator types them, one after another in one shell. */
function type(commands: string) {
  const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 280_000,
    env: {
      ...process.env,
      AWS: AWS ?? '',
      PATH: [folder, process.env['PATH']].join(delimiter),
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
    },
  });
  return { status, stderr, calls: read('calls').trim().split('\n'), refused: read('refused') };
}

/** The commands of a document; what the operator fills in is filled in. */
const commandsOf = (path: string) =>
  codeBlocks(readDocument(path).text)
    .filter(({ language }) => language === 'sh')
    .map(({ code }) => code.replaceAll(/<\w+>/g, 'filled-in'))
    .join('\n');

describe.skipIf(AWS === undefined)('the AWS CLI takes the commands of', { timeout: 300_000 }, () => {
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
  ])('and not a wrong one: %s', (command) => {
    const { status, refused } = type(command);
    expect(status).not.toBe(0);
    expect(refused).toContain(command.slice(4));
  });
});
