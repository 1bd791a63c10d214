import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '4.0.2';
const FOLDER = 'node_modules/.cache/aws-lambda-ric';

/**
 * The program that runs Node functions on Lambda, as AWS publishes it. It is not among the packages of the project,
 * because it compiles for minutes, with cmake and a C++ compiler, and on Linux only.
 *
 * @returns the path of its main file; the first call installs it.
 */
export async function runtimeClient(): Promise<string> {
  const main = resolve(FOLDER, 'node_modules/aws-lambda-ric/index.mjs');
  const native = resolve(main, '../rapid-client.node');
  if (await isThere(native)) return main;
  console.log(`Installing aws-lambda-ric ${VERSION}, which takes minutes the first time …`);
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--prefix', FOLDER];
  await promisify(execFile)('npm', ['install', ...options, `aws-lambda-ric@${VERSION}`]);
  if (!(await isThere(native)))
    throw new Error('aws-lambda-ric was not compiled: it needs Linux, cmake and g++.');
  return main;
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
