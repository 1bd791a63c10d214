const THOUGHT = { start: '<think>', end: '</think>' };

/** The start of an object: a brace at the start of the text, or one before a property name anywhere in it. */
const OBJECT = /(?<=^\s*)\{|\{\s*"/;

/**
 * Finds the JSON object in a model's text so far, after its thoughts, a preamble or the start of a code fence.
 *
 * @returns the object's index; -1 while there is none.
 */
export function findObject(text: string): number {
  let from = 0;
  for (;;) {
    const object = text.slice(from).search(OBJECT);
    const thought = text.indexOf(THOUGHT.start, from);
    if (object !== -1 && (thought === -1 || from + object < thought)) return from + object;
    const end = thought === -1 ? -1 : text.indexOf(THOUGHT.end, thought);
    if (end === -1) return -1;
    from = end + THOUGHT.end.length;
  }
}

/**
 * Removes a model's thoughts from its text. Some servers leave out their opening tag, and thoughts that were cut off
 * have no closing tag.
 *
 * @param isWhole tells that the text is complete, so that its end can't be the start of a thought.
 */
export function withoutThoughts(text: string, { isWhole }: { readonly isWhole: boolean }): string {
  const words = text.replaceAll(/<think>.*?(?:<\/think>|$)/gs, '').replace(/^.*<\/think>/s, '');
  return (isWhole ? words : words.replace(/<\w{0,5}$/, '')).trimStart();
}
