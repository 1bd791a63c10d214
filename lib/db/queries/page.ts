/**
 * Maximum bytes of a page, before encoding. The Data API rejects results over 1 MiB; in base64 and with its JSON, a page
 * stays a fifth below that.
 */
export const PAGE_BYTES = 600_000;
