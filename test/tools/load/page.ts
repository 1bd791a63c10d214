import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellText, type Table } from '../bench/report.ts';
import { toPeriods } from './periods.ts';
import type { LoadResult } from './run.ts';

/** A plot: a line for each series, over the seconds of the load. */
interface Plot {
  readonly title: string;
  readonly unit: string;
  readonly seconds: readonly number[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const MB = 1_000_000;
const MAX_POINTS = 120;

/** The results as one self-contained HTML file, which loads nothing from any host. */
export async function toPage(result: LoadResult, tables: readonly Table[]): Promise<string> {
  const folder = dirname(fileURLToPath(import.meta.resolve('uplot')));
  const [library, style] = await Promise.all([
    readFile(join(folder, 'uPlot.iife.min.js'), 'utf8'),
    readFile(join(folder, 'uPlot.min.css'), 'utf8'),
  ]);
  const plots = JSON.stringify(toPlots(result)).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Load</title>
<style>${style}${ownStyle}</style>
</head>
<body>
<h1>Load</h1>
<div id="plots"></div>
${tables.map(toHtml).join('\n')}
<script>${library}</script>
<script>const plots = ${plots};${drawing}</script>
</body>
</html>
`;
}

function toPlots(result: LoadResult): Plot[] {
  const { looks, options } = result;
  const periods = toPeriods(result, Math.min(MAX_POINTS, Math.max(Math.floor(options.seconds / 2), 3)));
  const overPeriods = { seconds: periods.map(({ from, to }) => (from + to) / 2) };
  const overLooks = { seconds: looks.map(({ at }) => at) };
  const finite = (value: number | undefined) => (Number.isFinite(value) ? (value ?? null) : null);
  return [
    {
      title: 'Latency',
      unit: 'ms',
      ...overPeriods,
      series: [
        { name: 'median', values: periods.map(({ p50 }) => finite(p50)) },
        { name: 'p90', values: periods.map(({ p90 }) => finite(p90)) },
        { name: 'p99', values: periods.map(({ p99 }) => finite(p99)) },
      ],
    },
    {
      title: 'Requests and failures',
      unit: 'a second',
      ...overPeriods,
      series: [
        { name: 'requests', values: periods.map(({ from, to, requests }) => requests / (to - from)) },
        { name: 'failures', values: periods.map(({ from, to, failures }) => failures / (to - from)) },
      ],
    },
    {
      title: 'Memory',
      unit: 'MiB',
      ...overLooks,
      series: [
        { name: 'gateway, functions and Data API', values: looks.map(({ api }) => api) },
        { name: 'PostgreSQL', values: looks.map(({ postgres }) => finite(postgres)) },
      ],
    },
    {
      title: 'Size of the database',
      unit: 'MB',
      ...overLooks,
      series: [{ name: 'database', values: looks.map(({ database }) => database / MB) }],
    },
  ];
}

function toHtml({ title, about, rows }: Table): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (tag: 'td' | 'th', text: string) =>
    `<${tag}${text.endsWith('MISSED') ? ' class="missed"' : ''}>${escape(text)}</${tag}>`;
  const line = (tag: 'td' | 'th', cells: readonly string[]) =>
    `<tr>${cells.map((text) => cell(tag, text)).join('')}</tr>`;
  const body = rows.map((row) =>
    line(
      'td',
      columns.map((column) => cellText(row[column] ?? '')),
    ),
  );
  return `<h2>${escape(title)}</h2>
<p>${escape(about)}</p>
<table><thead>${line('th', columns)}</thead><tbody>${body.join('\n')}</tbody></table>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');

const ownStyle = `
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem .2rem 0; text-align: right; border-bottom: 1px solid #ddd; }
th:first-child, td:first-child { text-align: left; }
.missed { color: #b00; font-weight: bold; }
.uplot { margin: 1.5rem 0; }
`;

/** Runs in the page. */
const drawing = `
const colors = ['#1668dc', '#d46b08', '#a8071a'];
for (const { title, unit, seconds, series } of plots) {
  new uPlot({
    title: title + ' (' + unit + ')', width: 960, height: 260,
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [{ label: 'seconds' }, { size: 70 }],
    series: [{ label: 'second' }, ...series.map(({ name }, index) => ({ label: name, stroke: colors[index], width: 2 }))],
  }, [seconds, ...series.map(({ values }) => values)], document.getElementById('plots'));
}
`;
