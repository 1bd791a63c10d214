/** The keys of PostgreSQL's advisory locks: arbitrary numbers, each used for one lock of a database. */
export const advisoryLocks = {
  /** Held by one run of migrations. */
  migrations: 5_471_238_906_451,
  /** Held while rights are granted. */
  grants: 5_471_238_906_452,
} as const;
