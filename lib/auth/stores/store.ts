/** Who sells the app's paid part; the names are those of the `Authorization` header. */
export const stores = ['Web', 'Google', 'Apple', 'RevenueCat'] as const;

export type Store = (typeof stores)[number];

interface UnavailableOptions extends ErrorOptions {
  /** Seconds that the store asked to be left alone for. */
  readonly retryAfter?: number | undefined;
}

/** A store can't say just now whether a token is valid; the same call is worth repeating soon. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly retryAfter: number | undefined;

  constructor(message: string, { retryAfter, ...options }: UnavailableOptions = {}) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

/**
 * What is needed to ask the store was not set, is wrong, or is not accepted by it; repeating doesn't help. The
 * message says what an operator has to do.
 */
export class StoreNotConfiguredError extends Error {
  override readonly name = 'StoreNotConfiguredError';
}
