/** A function that runs by the clock. */
export interface Schedule {
  /** The function's file below `functions/`, without `.ts`. */
  readonly name: string;
  readonly everyMinutes: number;
  /** The function's timeout. */
  readonly timeoutMinutes: number;
}

/** Every schedule there is, on AWS as on a laptop. */
export const schedules: readonly Schedule[] = [{ name: 'purge', everyMinutes: 60, timeoutMinutes: 10 }];
