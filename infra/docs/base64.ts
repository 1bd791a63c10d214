/** The limits of the decoded bytes. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** Bytes up to which a pattern limits the length; tools reject larger repetitions. */
const MAX_COUNTED = 64 * 1024;

/** The length of a number of bytes in base64. */
const characters = (bytes: number) => Math.ceil(bytes / 3) * 4;

/**
 * The JSON Schema of standard base64 with padding, with limits of the decoded bytes. The pattern is exact: it limits the
 * bytes, which the length alone does to within two, and requires the unused bits before the padding to be zero.
 */
export function base64Schema({ minimum, maximum }: Bounds) {
  const count = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum.toLocaleString('en')}`;
  const whole = '[A-Za-z0-9+/]{4}';
  const rests = [
    { bytes: 0, rest: '' },
    { bytes: 1, rest: '[A-Za-z0-9+/][AQgw]==' },
    { bytes: 2, rest: '[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=' },
  ];
  const exact = rests.flatMap(({ bytes, rest }) => {
    const minGroups = Math.max(0, Math.ceil((minimum - bytes) / 3));
    const maxGroups = Math.floor((maximum - bytes) / 3);
    if (maxGroups < minGroups) return [];
    const groups = minGroups === maxGroups ? minGroups : `${minGroups},${maxGroups}`;
    return [`(?:${whole}){${groups}}${rest}`];
  });
  const alternatives = maximum <= MAX_COUNTED ? exact : rests.map(({ rest }) => `(?:${whole})*${rest}`);
  return {
    type: 'string' as const,
    contentEncoding: 'base64' as const,
    minLength: characters(minimum),
    maxLength: characters(maximum),
    pattern: `^(?:${alternatives.join('|')})$`,
    description: `Base64 of ${count} bytes.`,
  };
}
