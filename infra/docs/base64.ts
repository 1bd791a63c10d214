/** How many bytes a text may stand for. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** Bytes up to which a pattern counts: tools refuse to count further. */
const COUNTABLE = 64 * 1024;

/** Characters of base64 that so many bytes make. */
const characters = (bytes: number) => Math.ceil(bytes / 3) * 4;

/**
 * JSON Schema of standard base64 with padding whose bytes are within bounds. The pattern is exact: it counts
 * bytes, within one or two of which the length is silent, and the bits that padding leaves over are zero.
 */
export function base64Schema({ minimum, maximum }: Bounds) {
  const count = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum.toLocaleString('en')}`;
  const whole = '[A-Za-z0-9+/]{4}';
  const rests = [
    { bytes: 0, rest: '' },
    { bytes: 1, rest: '[A-Za-z0-9+/][AQgw]==' },
    { bytes: 2, rest: '[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=' },
  ];
  const exactly = rests.flatMap(({ bytes, rest }) => {
    const least = Math.max(0, Math.ceil((minimum - bytes) / 3));
    const most = Math.floor((maximum - bytes) / 3);
    return most < least ? [] : [`(?:${whole}){${least === most ? least : `${least},${most}`}}${rest}`];
  });
  const alternatives = maximum <= COUNTABLE ? exactly : rests.map(({ rest }) => `(?:${whole})*${rest}`);
  return {
    type: 'string' as const,
    contentEncoding: 'base64' as const,
    minLength: characters(minimum),
    maxLength: characters(maximum),
    pattern: `^(?:${alternatives.join('|')})$`,
    description: `Base64 of ${count} bytes.`,
  };
}
