/** Bytes of a message as JSON. With its envelope, it fits into one WebSocket frame of 32 KB. */
const MESSAGE_BYTES = 30_000;

/** Bytes of a character that JSON escapes, such as `\u0001`. */
const LARGEST_CHARACTER = 6;

/**
 * Prepares the text so far to be sent and stored: without half a character at its end, and without characters that a
 * database cannot store. Text that is too long for a message is truncated.
 */
export function toMessage(text: string): string {
  const message = withoutHalf(text).toWellFormed().replaceAll('\0', '');
  if (sizeOf(message) <= MESSAGE_BYTES) return message;
  let length = 0;
  let bytes = sizeOf('');
  for (const character of message) {
    bytes += sizeOf(character) - sizeOf('');
    if (bytes > MESSAGE_BYTES) break;
    length += character.length;
  }
  return message.slice(0, length);
}

/** Tells whether a message may have no room for another character. */
export const isFull = (message: string) => sizeOf(message) > MESSAGE_BYTES - LARGEST_CHARACTER;

/** Removes the first half of a character from the end of a text. */
export const withoutHalf = (text: string) => text.replace(/[\uD800-\uDBFF]$/, '');

const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text));
