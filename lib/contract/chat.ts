import * as z from 'zod/mini';
import { plan } from './ai.ts';
import { noBody, text } from './common.ts';
import { hub } from './hub.ts';
import { route } from './route.ts';

/** Bytes of a message's text in UTF-8. */
const MESSAGE_BYTES = 32 * 1024;

const DEFAULT_LOCALE = 'en-AU';

/** Characters of a locale; RFC 5646 (4.4.1) expects 35 to be enough. */
const LOCALE_LENGTH = 100;

/** A BCP 47 tag, such as `de-DE`, in canonical form; anything else is taken for the default. */
export const locale = z.pipe(
  z.unknown(),
  z.transform((value) => canonicalLocale(value) ?? DEFAULT_LOCALE),
);

function canonicalLocale(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LOCALE_LENGTH) return undefined;
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
}

export const messageText = text(1, MESSAGE_BYTES).check(
  z.check<string>(({ value, issues }) => {
    const isTooLong = Buffer.byteLength(value) > MESSAGE_BYTES;
    const issue = { origin: 'string', maximum: MESSAGE_BYTES, input: value } as const;
    if (isTooLong) issues.push({ code: 'too_big', ...issue });
  }),
);

/** A whole number of at least 0. Like the C# backend, this treats anything else, or nothing, as 0. */
const version = z.pipe(
  z.optional(z.unknown()),
  z.transform((value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0)),
);

/** An answer in words. */
export const messageResponse = z.object({ type: z.literal('messageResponse'), message: z.string() });

/** The answer so far: each message repeats all of it, and the last one is complete. */
const response = z.union([messageResponse, z.object({ type: z.literal('chatPlan'), plan })]);

export type ChatResponse = z.output<typeof response>;

export const aiChat = hub({
  path: '/ai-chat',
  summary: 'A chat with the planner, which answers in words or with a training plan',
  methods: {
    Introduce: { summary: 'The model introduces itself in a locale', arguments: [locale] },
    SendMessage: { summary: 'The model answers a message', arguments: [messageText] },
    StopInProgress: { summary: 'Ends the running answer and keeps the part already sent', arguments: [] },
    RestartChat: { summary: 'Forgets the conversation', arguments: [] },
  },
  push: { name: 'ReceiveMessage', argument: response },
});

export const negotiateChat = route({
  name: 'chat/negotiate',
  methods: ['POST'],
  path: '/ai-chat/negotiate',
  summary: 'The first call of a SignalR client: lists the transports',
  access: 'purchase-token',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: z.object({
    /** The highest version that the client supports. */
    negotiateVersion: version,
    /** The purchase token, where the client can't set a header. */
    access_token: z.optional(z.string()),
  }),
  body: noBody,
  response: z.object({
    negotiateVersion: z.int(),
    connectionId: z.string(),
    /** The value of `id` in the WebSocket's URL; only from version 1. */
    connectionToken: z.optional(z.string()),
    availableTransports: z.array(
      z.object({ transport: z.literal('WebSockets'), transferFormats: z.tuple([z.literal('Text')]) }),
    ),
  }),
});
