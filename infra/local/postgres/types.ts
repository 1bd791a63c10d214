export interface PostgresOptions {
  /** Where the data and the owner's lock live; made when missing. */
  dataDir: string;
  /** Default: a free one. */
  port?: number;
  /** Databases to create when missing. */
  databases?: readonly string[];
  /** `false` gives up safety against power cuts for speed, for tests. Default: true. */
  durable?: boolean;
  /** Gets each line the server logs. */
  log?: (line: string) => void;
}

export interface Postgres {
  readonly port: number;
  /** Connection string of a database, as the superuser. */
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
}
