/**
 * What a function hands back when its answer may be kept by caches for less than its route allows, because
 * the thing answered expires sooner.
 */
export class CacheableResponse<Value> {
  readonly value: Value;
  readonly seconds: number;

  constructor(value: Value, seconds: number) {
    this.value = value;
    this.seconds = seconds;
  }
}

export const cacheControl = (seconds: number) => (seconds > 0 ? `public, max-age=${seconds}` : 'no-store');
