import type { Hub } from '../hub.ts';

interface ArgumentDocs {
  readonly name: string;
  readonly description: string;
  readonly example: unknown;
}

export interface MethodDocs {
  readonly description: string;
  readonly arguments: readonly ArgumentDocs[];
}

/** Something that the server says. */
export interface AnswerDocs {
  readonly description: string;
  readonly example: object;
}

/** What the server says in the plain framing by itself, by its `type`. */
export const framingAnswers = {
  done: { description: 'The call has ended.', example: { type: 'done' } },
  error: {
    description: 'The call has failed. `retryAfter` says, in seconds, when it is worth repeating.',
    example: {
      type: 'error',
      message: 'An answer is running. Wait until it ends, or stop it first.',
      retryAfter: 1,
    },
  },
} as const;

export interface DocumentedHub {
  /** In documents. */
  readonly name: string;
  readonly title: string;
  readonly hub: Hub;
  /** By the declaration's names. */
  readonly methods: Readonly<Record<string, MethodDocs>>;
  /** By their `type`. */
  readonly answers: Readonly<Record<string, AnswerDocs>>;
}
