/**
 * Tells whether a text is exactly what an encoder produces. Decoders also accept other alphabets, missing padding, white
 * space, and up to 16 variants of the last character.
 */
export const isCanonical = (text: string, encoding: 'base64' | 'base64url'): boolean =>
  Buffer.from(text, encoding).toString(encoding) === text;
