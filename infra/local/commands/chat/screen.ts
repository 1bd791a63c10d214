/** Where a chat is shown. */
export interface Screen {
  /** Shows an answer so far, in place of what was shown of it before. */
  grow(text: string): void;
  /** Shows the whole answer, which stays; nothing, when there is none. */
  finish(text: string): void;
  /** Says something that is no answer. */
  notice(text: string): void;
  /** Tells why something went wrong. */
  problem(text: string): void;
}

/** Whatever is no terminal gets each answer once, when it is whole. */
export const plainScreen: Screen = {
  grow: () => {},
  finish: (text) => {
    if (text !== '') console.log(`${text}\n`);
  },
  notice: () => {},
  problem: (text) => console.error(text),
};
