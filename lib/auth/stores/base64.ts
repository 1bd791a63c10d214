/**
 * Tells whether a text is the one that an encoder makes of its bytes. Decoders forgive other alphabets, missing
 * padding, white space, and any of up to 16 spellings of the last character.
 */
export const isCanonical = (text: string, encoding: 'base64' | 'base64url'): boolean =>
  Buffer.from(text, encoding).toString(encoding) === text;
