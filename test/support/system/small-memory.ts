/**
 * Megabytes of a function in tests of large responses: a few dozen more than the largest bundle needs, and less than
 * half of the largest response. A function that buffers its response, or reads ahead of a slow client, runs out of it.
 */
export const SMALL_MEMORY = 48;
