/** The place where a chat is shown. */
export interface Screen {
  /** Shows the received part of an answer, in place of what was shown before. */
  grow(text: string): void;
  /** Shows the complete answer for good; an empty one is not shown. */
  finish(text: string): void;
  /** Shows a message that is not an answer. */
  notice(text: string): void;
  /** Shows an error. */
  problem(text: string): void;
}

/** An output that is not a terminal: each answer is printed once, when it is complete. */
export const plainScreen: Screen = {
  grow: () => {},
  finish: (text) => {
    if (text !== '') console.log(`${text}\n`);
  },
  notice: () => {},
  problem: (text) => console.error(text),
};
