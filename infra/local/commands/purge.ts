import { purge } from '../../../lib/purge.ts';
import { useStandInWithoutCluster } from '../config.ts';
import { fail } from '../process.ts';

/** Milliseconds. */
const MAX_DURATION = 10 * 60_000;

/** `npm run purge`: runs the hourly purge now, on the cluster that the settings name or that of `npm run dev`. */
async function main(): Promise<void> {
  useStandInWithoutCluster();
  const { purged, complete, failures } = await purge(Date.now() + MAX_DURATION);
  for (const [kind, rows] of Object.entries(purged)) console.log(`${toWords(kind).padEnd(22)}${rows}`);
  if (failures.length > 0) throw new Error(failures.map(toLine).join('\n'));
  if (!complete) console.log('There is more to delete: run it again.');
}

const toWords = (kind: string) => kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const toLine = ({ kind, error }: { kind: string; error: unknown }) =>
  `The ${toWords(kind)} could not be deleted: ${error instanceof Error ? error.message : 'unknown error'}`;

main().catch(fail);
