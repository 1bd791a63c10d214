export interface PostgresOptions {
  /** Folder of the data and the owner's lock; created if missing. */
  dataDir: string;
  /** Default: a free port. */
  port?: number;
  /** Databases to create if they are missing. */
  databases?: readonly string[];
  /** False trades safety in a power failure for speed, for tests. Default: true. */
  durable?: boolean;
  /** Called with each line that the server logs. */
  log?: (line: string) => void;
}

export interface Postgres {
  readonly port: number;
  /** Connection string of a database, as the superuser. */
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
}
