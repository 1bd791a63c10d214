import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { Hub, HubMethod } from '../contract/hub.ts';
import type { ChatWeightUnit } from '../db/queries/chats.ts';
import { Problem } from '../problem/problem.ts';
import type { Call } from '../socket/protocols/protocol.ts';

z.config(en());

/** What a call asks of the chat. */
type Action =
  /** That the model answers a message. */
  | {
      readonly type: 'ask';
      readonly content: string;
      /** The person's: null where it isn't said. Undefined leaves what is known. */
      readonly weightUnit?: ChatWeightUnit | null | undefined;
    }
  /** That the client is told something, and nothing else happens. */
  | { readonly type: 'tell'; readonly response: unknown }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' };

/** A hub as the chat's functions serve it. */
export interface ChatHub {
  readonly declaration: Hub;
  /** @throws Problem 400 for an unknown method, and for arguments that are not what it takes; 413 for too long a text. */
  readonly understand: (call: Call) => Action;
  /** A notice to the person, where the client waits for no completion: what to push. */
  readonly inWords: (notice: string) => unknown;
}

type Actions<H extends Hub> = { readonly [Name in keyof H['methods']]: ActionOf<H['methods'][Name]> };
type ActionOf<Method extends HubMethod> = (...values: Values<Method['arguments']>) => Action;
type Values<Schemas extends readonly z.ZodMiniType[]> = {
  [Place in keyof Schemas]: z.output<Schemas[Place]>;
};

/** @param actions by the names of the declaration's methods. */
export function chatHub<H extends Hub>(
  declaration: H,
  actions: Actions<H>,
  inWords: ChatHub['inWords'],
): ChatHub {
  const byName = new Map(
    Object.entries(declaration.methods).map(([name, method]) => {
      // The one cast: the arguments were made by the schemas that give their types above.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const act = actions[name] as (...values: unknown[]) => Action;
      return [name.toLowerCase(), { name, method, act }] as const;
    }),
  );
  return {
    declaration,
    understand: (call) => {
      const known = byName.get(call.method.toLowerCase());
      if (known === undefined) throw new Problem(400, 'There is no such method.');
      return known.act(...checkArguments(declaration, known, call.arguments));
    },
    inWords,
  };
}

function checkArguments(
  { path }: Hub,
  { name, method }: { readonly name: string; readonly method: HubMethod },
  values: readonly unknown[],
): unknown[] {
  const schemas = method.arguments;
  const { length } = schemas;
  if (values.length !== length) {
    const takes = `takes ${length} argument${length === 1 ? '' : 's'} at ${path}`;
    throw new Problem(400, `${name} ${takes}, and this call has ${values.length}.`);
  }
  return schemas.map((schema, place) => {
    const result = schema.safeParse(values[place]);
    if (result.success) return result.data;
    const [error] = result.error.issues;
    if (error?.code === 'too_big' && error.origin === 'string') {
      throw new Problem(413, `The message is too long: ${error.maximum} bytes in UTF-8 are the most.`);
    }
    throw new Problem(400, `Argument ${place + 1} of ${name}: ${error?.message ?? 'not valid'}.`);
  });
}
