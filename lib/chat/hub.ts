import type * as z from 'zod/mini';
import type { Hub, HubMethod } from '../contract/hub.ts';
import { Problem } from '../problem/problem.ts';
import type { Call } from '../socket/protocols/protocol.ts';

/** What a call asks of the chat. */
type Action =
  /** That the model answers a message. */
  | { readonly type: 'ask'; readonly content: string }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' };

/** A hub as the chat's functions serve it. */
export interface ChatHub {
  readonly declaration: Hub;
  /** @throws Problem 400 for an unknown method, and for arguments that are not what it takes. */
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
      return known.act(...checkArguments(known.name, known.method, call.arguments));
    },
    inWords,
  };
}

function checkArguments(
  name: string,
  { arguments: schemas }: HubMethod,
  values: readonly unknown[],
): unknown[] {
  if (values.length !== schemas.length) {
    throw new Problem(400, `${name} takes ${schemas.length} argument${schemas.length === 1 ? '' : 's'}.`);
  }
  return schemas.map((schema, place) => {
    const result = schema.safeParse(values[place]);
    if (result.success) return result.data;
    const [error] = result.error.issues;
    throw new Problem(400, `Argument ${place + 1} of ${name}: ${error?.message ?? 'not valid'}.`);
  });
}
