/** A statement cut at its named parameters: `pieces[0] :names[0] pieces[1] … pieces[n]`. */
export interface Scanned {
  pieces: string[];
  names: string[];
}

/**
 * The tokens of the service's scanner: `E'…'`, `'…'`, `"…"`, `--` comments, the start of a block comment, casts, and
 * names. An unfinished quote runs to the end.
 */
const TOKEN =
  /(?<![\w$])[eE]'(?:[^'\\]|\\.|'')*(?:'|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)|--[^\n]*|\/\*|::|:(?<name>\w+)/gs;

/**
 * Finds the `:name` parameters of a statement with the pitfalls of the service's own scanner, as measured on Aurora
 * PostgreSQL 17: it skips quoted strings, quoted names, comments and `::` casts, but takes a name within `$$…$$` for a
 * parameter, and also the `:2` of an array slice `a[1:2]`.
 */
export function scan(sql: string): Scanned {
  const pieces: string[] = [];
  const names: string[] = [];
  let from = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match; match = TOKEN.exec(sql)) {
    if (match[0] === '/*') TOKEN.lastIndex = endOfComment(sql, match.index);
    const name = match.groups?.['name'];
    if (name === undefined) continue;
    pieces.push(sql.slice(from, match.index));
    names.push(name);
    from = TOKEN.lastIndex;
  }
  pieces.push(sql.slice(from));
  return { pieces, names };
}

/** Block comments nest in PostgreSQL. */
function endOfComment(sql: string, start: number): number {
  const edges = /\/\*|\*\//g;
  edges.lastIndex = start;
  let depth = 0;
  for (let edge = edges.exec(sql); edge; edge = edges.exec(sql)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return edges.lastIndex;
  }
  return sql.length;
}
