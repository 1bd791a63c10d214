/**
 * A response that caches may keep for less time than its route allows, because its content expires sooner.
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
