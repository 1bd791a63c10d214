import { type Kysely, sql } from 'kysely';

/** An index to create. */
export interface NewIndex {
  readonly name: string;
  readonly table: string;
  readonly isUnique?: boolean;
  /** The columns or expressions, in parentheses. */
  readonly on: string;
}

/** The state of an index, as PostgreSQL knows it. */
export interface IndexState {
  readonly name: string;
  /** Null when there is no such index. False for one that is being built, or whose building was cut off. */
  readonly isValid: boolean | null;
  /** The progress of an index that is being built on the table, such as `scanning table, 45 %`; otherwise null. */
  readonly progress: string | null;
  /** The size of the table's rows, without what is stored apart from them. */
  readonly tableBytes: number;
}

/** Looks at indexes, in one call and without locking a table. */
export async function inspectIndexes(
  db: Kysely<unknown>,
  indexes: readonly NewIndex[],
): Promise<readonly IndexState[]> {
  const wanted = JSON.stringify(indexes.map(({ name, table }) => ({ name, table_name: table })));
  const { rows } = await sql<IndexState>`
    select wanted.name, index.indisvalid as "isValid",
      replace(building.phase, 'building index: ', '') ||
        coalesce(format(', %s %%', building.blocks_done * 100 / nullif(building.blocks_total, 0)), '')
        as progress,
      pg_relation_size(to_regclass(wanted.table_name)) as "tableBytes"
    from json_to_recordset(cast(${wanted} as json)) as wanted (name text, table_name text)
    left join pg_index as index on index.indexrelid = to_regclass(wanted.name)
    left join pg_stat_progress_create_index as building
      on building.relid = to_regclass(wanted.table_name) and building.datname = current_database()`.execute(
    db,
  );
  return rows;
}
