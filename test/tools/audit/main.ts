import { spawnSync } from 'node:child_process';
import { toVerdict } from './verdict.ts';

/**
 * `npm run check:audit`: fails when a dependency has a known vulnerability, however small. A registry without that
 * information, such as a mirror, causes a loud warning instead.
 */
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8' });
const verdict = toVerdict(stdout);
if (verdict.type === 'clean') console.log('No dependency has a known vulnerability.');
if (verdict.type === 'unknown') {
  console.warn(`NOT AUDITED: the registry does not support npm audit (${verdict.reason}).`);
}
if (verdict.type === 'vulnerable') {
  for (const finding of verdict.findings) console.error(finding);
  process.exitCode = 1;
}
