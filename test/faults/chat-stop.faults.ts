import { describe, expect, it } from 'vitest';
import type { CallRequest } from '../../infra/local/data-api/types.ts';
import { speaks } from '../../infra/local/scripted-model/index.ts';
import { openSignalR } from '../support/chat/signalr.ts';
import { type Bench, startBench } from '../support/faults/matrix/bench.ts';
import type { Verdict } from '../support/faults/matrix/cell.ts';
import { eventually } from '../support/faults/matrix/eventually.ts';
import { type MatrixFault, quickFaults } from '../support/faults/matrix/faults.ts';
import { tallyUp } from '../support/faults/matrix/tally.ts';

/** Milliseconds. Left alone, the answer takes half a minute. */
const answer = speaks('word '.repeat(60), { piece: 5, pause: 500 });

/** The statements that stop an answer: the client's wish, and the answer's looks whether there is one. */
const statements: Readonly<Record<string, (sql: string) => boolean>> = {
  'the wish': (sql) => sql.startsWith('update') && sql.includes('"stop_requested" ='),
  'the look': (sql) => sql.includes('not stop_requested'),
};

interface StopFault {
  readonly column: string;
  readonly fault: MatrixFault;
  /** How often it befalls the statement. */
  readonly times: number;
}

const stopFaults: readonly StopFault[] = [
  ...quickFaults.map((fault) => ({ column: fault.name, fault, times: 1 })),
  // What does not pass is not tried again, so that its lasting changes nothing.
  ...quickFaults
    .filter(({ passes }) => passes)
    .map((fault) => ({ column: `${fault.name}, lasting`, fault, times: Number.POSITIVE_INFINITY })),
];

/** Stops an answer under way, again when it is told that this failed, and waits for the end of both calls. */
async function stopUnder(
  bench: Bench,
  { fault, times }: StopFault,
  isMeant: (sql: string) => boolean,
): Promise<Verdict> {
  const { system, orderFaults } = bench;
  system.model.script(answer);
  const { connection, received } = await openSignalR(system.chatUrl);
  try {
    const asked = connection.invoke('SendMessage', 'One.');
    await eventually(() => received.length > 0);
    let met = 0;
    const when = ({ sql = '' }: CallRequest) => isMeant(sql) && (met += 1) <= times;
    orderFaults((faults) => fault.order(faults, { when, times }));
    // A failure is told in the chat, by a message that is none of the answer's.
    const notices = () => received.filter((each) => !JSON.stringify(each).includes('word')).length;
    const stop = async () => {
      const before = notices();
      await connection.invoke('StopInProgress');
      return notices() === before;
    };
    const isTold = !(await stop());
    // The answer looks on; the client's wish is told of as soon as it fails.
    await eventually(() => met >= (isTold ? 1 : Math.min(times, 2)));
    orderFaults();
    const isDone = isTold && (await isWished(bench));
    if (isTold && !(await stop())) throw new Error('The answer could not be stopped without a fault either.');
    await asked;
    const { rows } = await system.userData.query('select answer_id, answers from chats');
    expect(rows).toEqual([{ answer_id: null, answers: 1 }]);
    return isDone ? 'done' : isTold ? 'told' : 'completed';
  } finally {
    orderFaults();
    await connection.stop();
    await eventually(async () => (await system.userData.query('select from chats')).rowCount === 0);
  }
}

/** Whether the wish to stop has been taken down, or fulfilled already. */
async function isWished({ system }: Bench): Promise<boolean> {
  const { rowCount } = await system.userData.query(
    'select from chats where stop_requested or answer_id is null',
  );
  return rowCount !== 0;
}

describe.concurrent('an answer under way is stopped, or the client is told to try again', () => {
  it.for(Object.entries(statements))('a fault befalls %s', async ([name, isMeant], { task }) => {
    await using bench = await startBench();
    const { tallies, failures } = await tallyUp(
      `chat: StopInProgress, ${name}`,
      stopFaults.map((stopFault) => [stopFault.column, () => stopUnder(bench, stopFault, isMeant)]),
    );
    task.meta.tallies = tallies;
    expect(failures.join('\n\n')).toBe('');
  });
});
