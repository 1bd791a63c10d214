import { type aiChat, negotiateChat } from '../chat.ts';
import { type CallDocs, describeCall } from './call.ts';
import { type MethodDocs, protocolMessages } from './hub.ts';

/** The documentation of the negotiation, the same for each chat. */
export const negotiation = {
  tag: 'AI chat',
  description:
    "The first call of a SignalR client; SignalR's libraries make it automatically. It does not count against the " +
    'limit. The chat itself is a WebSocket: see [asyncapi.json](asyncapi.json).',
  parameters: {
    negotiateVersion: {
      description:
        'The highest version that the client supports. Anything but a whole number is treated as 0.',
      example: '1',
    },
  },
  response: {
    description: 'Where to connect.',
    example: {
      negotiateVersion: 1,
      connectionId: 'jVYvQ0yTPoLMyWd0uH0L3A',
      connectionToken: 'b7Nn9z2mIQx2l0pX5K4n1w',
      availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }],
    },
  },
  problems: {
    401: 'Neither the header nor the query has a purchase token, or the store does not confirm the purchase.',
  },
} satisfies Omit<CallDocs<typeof negotiateChat.body, typeof negotiateChat.response>, 'operationId'>;

export const chatCalls = [describeCall(negotiateChat, { ...negotiation, operationId: 'negotiateChat' })];

/** The documentation of the chat's methods, by name. */
export const chatMethods: Readonly<Record<keyof typeof aiChat.methods, MethodDocs>> = {
  Introduce: {
    description:
      'The model introduces itself in a language. The first answer of a chat counts as one call. An answer counts ' +
      'from its first words, even if it is stopped or interrupted.',
    arguments: [
      {
        name: 'locale',
        description:
          'A BCP 47 tag, such as `de`, `en-US` or `zh-Hans-CN`. Anything else is taken for `en-AU`.',
        example: 'en-GB',
      },
    ],
  },
  SendMessage: {
    description:
      'The model answers, taking the last 20 messages into account. Only one answer runs at a time.',
    arguments: [
      {
        name: 'message',
        description: 'The text, up to 32 KiB in UTF-8.',
        example: 'A plan for three days a week, please',
      },
    ],
  },
  StopInProgress: {
    description: 'Ends the running answer within two seconds. The part that was already sent is kept.',
    arguments: [],
  },
  RestartChat: {
    description:
      'Deletes the conversation and begins a new chat, which counts as a call of its own and has its own maximum of ' +
      "answers. A running answer stops. In SignalR its call completes after the client's next one, or after ten seconds.",
    arguments: [],
  },
};

/** The server's messages, by `type`. */
export const chatMessages = {
  messageResponse: {
    description: 'The text of the answer so far. Each message repeats all of it and adds more.',
    example: { type: 'messageResponse', message: 'Hello, I am' },
  },
  chatPlan: {
    description:
      'The training plan so far. Each message contains a valid plan that is larger than the one before.',
    example: { type: 'chatPlan', plan: { name: 'Stronger', description: 'Three days', sessions: [] } },
  },
  ...protocolMessages,
} as const;
