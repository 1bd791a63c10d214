/**
 * Megabytes that a function has to itself in tests of large answers: a few dozen more than the largest bundle needs,
 * and less than half of the largest answer. One that holds its answer, or reads ahead of a slow client, dies of it.
 */
export const SMALL_MEMORY = 48;
