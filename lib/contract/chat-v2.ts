import * as z from 'zod/mini';
import { locale, messageResponse, messageText, negotiateChat } from './chat.ts';
import { hub } from './hub.ts';
import { PLAN_VERSION, planV3 } from './plan-v3.ts';
import { route } from './route.ts';

/** The newest plan version that the client can read. */
const planVersion = z.int();

export const weightUnits = z.enum(['kilograms', 'pounds']);

/** The person's unit of weight; any other value leaves it unknown. */
const weightUnit = z.pipe(
  z.unknown(),
  z.transform((value) => weightUnits.safeParse(value).data),
);

export type WeightUnit = z.output<typeof weightUnits>;

/** The answer so far: each message repeats all of it, and the last one is complete. */
const response = z.union([
  messageResponse,
  z.extend(z.object({ type: z.literal('chatPlan') }), planV3.shape),
  z.object({ type: z.literal('updateRequired'), requiredVersion: z.literal(PLAN_VERSION) }),
]);

export type ChatResponseV2 = z.output<typeof response>;

export const aiChatV2 = hub({
  path: '/ai-chat-v2',
  summary: "The chat of today's app: answers are words or training plans of version 3",
  methods: {
    Introduce: {
      summary: 'The model introduces itself in a locale',
      arguments: [locale, planVersion, weightUnit],
    },
    SendMessage: { summary: 'The model answers a message', arguments: [messageText, planVersion] },
    StopInProgress: { summary: 'Ends the running answer and keeps the part already sent', arguments: [] },
    RestartChat: { summary: 'Forgets the conversation', arguments: [] },
  },
  push: { name: 'ReceiveMessage', argument: response },
});

export const negotiateChatV2 = route({ ...negotiateChat, path: `${aiChatV2.path}/negotiate` });
