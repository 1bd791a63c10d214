/** Who sells the app's paid part; the names are those of the `Authorization` header. */
export const stores = ['Web', 'Google', 'Apple', 'RevenueCat'] as const;

export type Store = (typeof stores)[number];

/** A store can't say just now whether a token is valid; the same call is worth repeating soon. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** What is needed to ask the store was not set, or is wrong; repeating doesn't help. */
export class StoreNotConfiguredError extends Error {
  override readonly name = 'StoreNotConfiguredError';
}
