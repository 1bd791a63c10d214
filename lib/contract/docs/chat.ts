import { type aiChat, negotiateChat } from '../chat.ts';
import { type CallDocs, describeCall } from './call.ts';
import { framingAnswers, type MethodDocs } from './hub.ts';

/** What there is to say of the negotiation, whichever chat it is for. */
export const negotiation = {
  tag: 'AI chat',
  description:
    "The first call of a SignalR client, which SignalR's libraries make by themselves. It costs nothing. The chat " +
    'itself is a WebSocket: see [asyncapi.json](asyncapi.json).',
  parameters: {
    negotiateVersion: {
      description: 'The highest version that the client speaks. What is no whole number is taken for 0.',
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
  problems: { 401: 'Neither header nor query has a purchase token that its store knows as paid.' },
} satisfies Omit<CallDocs<typeof negotiateChat.body, typeof negotiateChat.response>, 'operationId'>;

export const chatCalls = [describeCall(negotiateChat, { ...negotiation, operationId: 'negotiateChat' })];

/** What people are told of the chat's methods, by their names. */
export const chatMethods: Readonly<Record<keyof typeof aiChat.methods, MethodDocs>> = {
  Introduce: {
    description:
      'The model introduces itself, in a language. The first answer of a chat counts as one call. An answer counts ' +
      'from its first words on, also when it is stopped or breaks off.',
    arguments: [
      {
        name: 'locale',
        description: 'A language and a region, such as `de-DE`. Anything else is taken for `en-AU`.',
        example: 'en-GB',
      },
    ],
  },
  SendMessage: {
    description: 'The model answers, knowing the last 20 messages. One answer runs at a time.',
    arguments: [
      {
        name: 'message',
        description: 'What to say, up to 32 KiB in UTF-8.',
        example: 'A plan for three days a week, please',
      },
    ],
  },
  StopInProgress: {
    description: 'Ends the running answer within two seconds. What was sent of it stays.',
    arguments: [],
  },
  RestartChat: { description: 'Forgets the conversation, and begins anew.', arguments: [] },
};

/** What the server says, by its `type`. */
export const chatAnswers = {
  messageResponse: {
    description: 'The answer in words so far: all of it each time, growing.',
    example: { type: 'messageResponse', message: 'Hello, I am' },
  },
  chatPlan: {
    description: 'The answer as a training plan so far: each time a valid plan, growing.',
    example: { type: 'chatPlan', plan: { name: 'Stronger', description: 'Three days', sessions: [] } },
  },
  ...framingAnswers,
} as const;
