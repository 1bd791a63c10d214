import { aiChat } from './chat.ts';
import { aiChatV2 } from './chat-v2.ts';
import type { Trigger } from './function.ts';
import { functions } from './functions.ts';
import type { Hub } from './hub.ts';
import type { Route } from './route.ts';

/** The functions with one type of trigger, each with its trigger. */
export const functionsOn = <Type extends Trigger['type']>(type: Type) =>
  functions.flatMap((declaration) =>
    isOn(declaration.trigger, type) ? [{ ...declaration, trigger: declaration.trigger }] : [],
  );

const isOn = <Type extends Trigger['type']>(
  trigger: Trigger,
  type: Type,
): trigger is Extract<Trigger, { type: Type }> => trigger.type === type;

/** Every REST call of the API. Each is one or more methods of the gateway; routes of one name share a function. */
export const routes: readonly Route[] = functionsOn('request').flatMap(({ trigger }) => trigger.routes);

/** Every socket of the API. */
export const hubs: readonly Hub[] = [aiChat, aiChatV2];
