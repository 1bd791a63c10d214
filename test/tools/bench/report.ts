/** A measured value. */
export interface Figure {
  readonly value: number;
  /** `ms`, `%`, `bytes`, …; empty for plain counts. */
  readonly unit: string;
  /** The bound, if there is one, and whether the value is inside it. */
  readonly bound?: { readonly atMost: number; readonly ok: boolean };
}

/** The results of a benchmark, a row for each thing measured. */
export interface Table {
  readonly title: string;
  /** The comparison, if the columns don't explain it. */
  readonly about: string;
  readonly rows: readonly Readonly<Record<string, string | Figure>>[];
}

export const figure = (value: number, unit: string, atMost?: number): Figure => ({
  value,
  unit,
  ...(atMost === undefined ? {} : { bound: { atMost, ok: value <= atMost } }),
});

/** The number of figures that are outside their bounds. */
export const countMissed = (tables: readonly Table[]): number =>
  tables
    .flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)))
    .filter((cell) => typeof cell !== 'string' && cell.bound?.ok === false).length;

const format = (value: number): string =>
  value.toLocaleString('en', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

/** A cell as text. */
export function cellText(cell: string | Figure): string {
  if (typeof cell === 'string') return cell;
  const { value, unit, bound } = cell;
  const measured = `${format(value)} ${unit}`.trimEnd();
  return bound === undefined
    ? measured
    : `${measured} (≤ ${format(bound.atMost)}) ${bound.ok ? 'ok' : 'MISSED'}`;
}

/** The table as lines for a terminal. */
export function toText({ title, about, rows }: Table): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellText(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
    ),
  );
  return `\n${title}\n${about}\n\n${aligned.map((line) => `  ${line.join('   ')}`).join('\n')}\n`;
}
