import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { Hub, HubMethod } from '../contract/hub.ts';
import type { ChatWeightUnit } from '../db/queries/chats.ts';
import { Problem } from '../problem/problem.ts';
import type { Call } from '../socket/protocols/protocol.ts';

z.config(en());

/** The action that a call asks for. */
type Action =
  /** The model answers a message. */
  | {
      readonly type: 'ask';
      readonly content: string;
      /** The person's unit: null if they have none; undefined keeps the one that is stored. */
      readonly weightUnit?: ChatWeightUnit | null | undefined;
    }
  /** The client gets a response, and nothing else happens. */
  | { readonly type: 'tell'; readonly response: unknown }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' };

/** A hub as the chat's functions serve it. */
export interface ChatHub {
  readonly declaration: Hub;
  /** @throws Problem 400 for an unknown method or wrong arguments, 413 for a text that is too long. */
  readonly understand: (call: Call) => Action;
  /** Makes of a notice to the person the value to push. */
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
      if (known === undefined) throw new Problem(400, 'Unknown method.');
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
