import { spawnSync } from 'node:child_process';
import { toVerdict } from './verdict.ts';

/**
 * `npm run check:audit`: fails when a dependency has a known vulnerability, however small. A registry that can't tell,
 * such as a mirror, is no reason to fail, and is said loudly.
 */
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8' });
const verdict = toVerdict(stdout);
if (verdict.type === 'clean') console.log('No dependency has a known vulnerability.');
if (verdict.type === 'unanswered') {
  console.warn(`NOT AUDITED: the registry does not answer npm audit (${verdict.reason}).`);
}
if (verdict.type === 'vulnerable') {
  for (const finding of verdict.findings) console.error(finding);
  process.exitCode = 1;
}
