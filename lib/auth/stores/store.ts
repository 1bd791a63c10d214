/** The stores that sell the app's paid features, by their names in the `Authorization` header. */
export const stores = ['Web', 'Google', 'Apple', 'RevenueCat'] as const;

export type Store = (typeof stores)[number];

interface UnavailableOptions extends ErrorOptions {
  /** Seconds of the store's `Retry-After`. */
  readonly retryAfter?: number | undefined;
}

/** A store cannot verify tokens at the moment; the call can be retried soon. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly retryAfter: number | undefined;

  constructor(message: string, { retryAfter, ...options }: UnavailableOptions = {}) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

/**
 * The settings for a store are missing or wrong, or the store rejects them; retrying does not help. The message tells
 * the operator what to do.
 */
export class StoreNotConfiguredError extends Error {
  override readonly name = 'StoreNotConfiguredError';
}
