/** Bytes of a message as JSON: with what is around it, it fits one frame of a socket, 32 KB. */
const MESSAGE_BYTES = 30_000;

/** Bytes of a character that JSON escapes, such as `\u0001`. */
const LARGEST_CHARACTER = 6;

/**
 * A text so far as it can be sent and stored: without half a character at its end, and without what no database
 * holds. It ends where it would be too long for a message.
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

/** Whether a message has no room for whatever character comes next. */
export const isFull = (message: string) => sizeOf(message) > MESSAGE_BYTES - LARGEST_CHARACTER;

/** A text whose last character may not be there whole yet. */
export const withoutHalf = (text: string) => text.replace(/[\uD800-\uDBFF]$/, '');

const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text));
