/**
 * Raw bytes that one page may hold. The Data API refuses results over 1 MiB; as base64, and with the JSON
 * around it, a page stays below that by a fifth.
 */
export const PAGE_BYTES = 600_000;
