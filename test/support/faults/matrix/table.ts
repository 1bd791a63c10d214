import type { Tally } from './tally.ts';

const MARKS: Readonly<Record<Tally['verdict'], string>> = {
  answered: '',
  told: 't',
  done: 'd',
  again: 'a',
  left: 'l',
  broken: ' BROKEN',
};

const LEGEND = [
  'Each number counts cells. Plain: the client got its right answer.',
  't: it was told an error that says whether to try again, nothing had happened, and the retry was right.',
  'd: it was told an error though it had happened (no attempt’s answer arrived), and the retry changed nothing more.',
  'a: the same of a call that makes what has no name before (a user, an item, a message, a paid answer): the retry made another.',
  'l: it was answered, and what that leaves to do was not: a chat forgets the answer, messages come once more.',
  'BROKEN: something was lost, doubled, hanging or wrong; the test says what.',
];

/** A table of calls by faults, with the totals. Columns are numbered, because their names are long. */
export function formatTable(tallies: readonly Tally[]): string {
  const rows = [...new Set(tallies.map(({ row }) => row))];
  const columns = [...new Set(tallies.map(({ column }) => column))];
  const text = (row: string, column: string): string => {
    const cells = tallies.filter((tally) => tally.row === row && tally.column === column);
    const counts = Map.groupBy(cells, ({ verdict }) => verdict);
    const parts = [...counts].map(([verdict, { length }]) => `${length}${MARKS[verdict]}`);
    return parts.toSorted().join(' ');
  };
  const table = rows.map((row) => [row].concat(columns.map((column) => text(row, column))));
  const lines = align([['', ...columns.map((_, index) => String(index + 1))], ...table]);
  const names = columns.map((column, index) => `${String(index + 1).padStart(3)} ${column}`);
  return [...names, '', ...lines, '', ...LEGEND, '', sumUp(tallies)].join('\n');
}

function sumUp(tallies: readonly Tally[]): string {
  const counts = Object.keys(MARKS).map((each) => {
    const { length } = tallies.filter(({ verdict }) => verdict === each);
    return `${length} ${each}`;
  });
  return `${tallies.length} cells: ${counts.join(', ')}.`;
}

function align(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, place) =>
    Math.max(...lines.map((cells) => cells[place]?.length ?? 0)),
  );
  return lines.map((cells) =>
    cells
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  '),
  );
}
