import type { Tally } from './tally.ts';

const MARKS: Readonly<Record<Tally['verdict'], string>> = {
  completed: '',
  told: 't',
  done: 'd',
  again: 'a',
  left: 'l',
  broken: ' BROKEN',
};

const LEGEND = [
  'Each number counts cells. No letter: the client got the right response.',
  't: it got an error that says whether to retry, nothing had changed, and the retry succeeded.',
  'd: it got an error although the call had taken effect (no response arrived), and the retry changed nothing more.',
  'a: as d, but the call creates something (a user, an item, a message, a metered answer): the retry created another.',
  'l: it got the right response, but the work after it failed: a chat forgets the answer, messages come again.',
  'BROKEN: something was lost, duplicated, stuck or wrong; the test says what.',
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
