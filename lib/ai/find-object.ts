const THOUGHT = { start: '<think>', end: '</think>' };

/** An object that is all of a text, or one with a name in it, behind whatever was said before. */
const OBJECT = /(?<=^\s*)\{|\{\s*"/;

/**
 * Finds the JSON object in what a model has written so far: behind its thoughts, a preamble or the start of a
 * fence.
 *
 * @returns the object's place; -1 as long as there is none.
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
 * What a model says in words: a text without its thoughts. Some servers leave out where these begin, and those
 * that were cut off don't end.
 *
 * @param isWhole whether there is no more to come, so that nothing at the end can be the start of a thought.
 */
export function withoutThoughts(text: string, { isWhole }: { readonly isWhole: boolean }): string {
  const words = text.replaceAll(/<think>.*?(?:<\/think>|$)/gs, '').replace(/^.*<\/think>/s, '');
  return (isWhole ? words : words.replace(/<\w{0,5}$/, '')).trimStart();
}
