import type { Killer, Mutation } from './mutation.ts';

/** Tests to run: with a mutation, or, as a control, without. */
export interface Job {
  readonly mutation?: Mutation;
  readonly killers: readonly Killer[];
}

/** The result. */
export interface Outcome {
  /** The first test that failed; undefined when all passed. */
  readonly killedBy?: string | undefined;
  /** Why nothing can be said: the mutation can't be made, or there are no such tests. */
  readonly error?: string | undefined;
}
