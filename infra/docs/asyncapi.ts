import { aiChat } from '../../lib/contract/chat.ts';
import { chatAnswers, chatMethods } from '../../lib/contract/docs/chat.ts';
import { describe, type JsonSchema, toJsonSchema } from './schemas.ts';

const CHANNEL = '#/channels/aiChat';

const ABOUT = `
One WebSocket carries calls to the server and messages to the client, in one of two framings, told apart by the
client's first message.

**Plain JSON**: the messages of this document, one a WebSocket message. Who could not show a purchase token when connecting
sends \`Authenticate\` first.

**SignalR**, hub protocol JSON version 1: records ended by U+001E. The client begins with
\`{"protocol":"json","version":1}\`, calls \`{"type":1,"invocationId":"1","target":"SendMessage","arguments":["…"]}\`, and is called
\`{"type":1,"target":"${aiChat.push.name}","arguments":[{"type":"messageResponse","message":"…"}]}\`; \`{"type":3,"invocationId":"1"}\`, with an
\`error\` where it failed, ends a call. SignalR's libraries do all of it, \`POST /ai-chat/negotiate\` first.

A message is at most 128 KiB, in frames of at most 32 KiB. A connection closes after ten minutes of silence, and lives two hours.
The conversation is gone with it.
`.trim();

/** The chat as AsyncAPI 3, made of the hub and what is said of it. */
export function makeAsyncApi() {
  const calls = [...Object.entries(chatMethods).map(([name, docs]) => hubCall(name, docs)), authenticate];
  const answers = Object.entries(chatAnswers).map(([type, docs]) => answer(type, docs));
  const refer = (messages: readonly { name: string }[]) =>
    messages.map(({ name }) => ({ $ref: `${CHANNEL}/messages/${name}` }));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'LiftLog AI chat',
      version: '2.0.0',
      description: ABOUT,
      license: { name: 'AGPL-3.0-only' },
    },
    defaultContentType: 'application/json',
    servers: {
      deployed: {
        host: '{host}',
        protocol: 'wss',
        description: 'The host of the API.',
        variables: { host: { description: 'Its name.', default: 'api.example.org' } },
        security: [{ $ref: '#/components/securitySchemes/purchaseToken' }],
      },
      local: {
        host: '127.0.0.1:3000',
        protocol: 'ws',
        description: 'What `npm run dev` starts.',
        security: [{ $ref: '#/components/securitySchemes/purchaseToken' }],
      },
    },
    channels: {
      aiChat: {
        address: aiChat.path,
        title: 'AI chat',
        summary: aiChat.summary,
        messages: Object.fromEntries([...calls, ...answers].map((message) => [message.name, message])),
        bindings: { ws: { query: tokenIn('access_token'), headers: tokenIn('Authorization') } },
      },
    },
    operations: {
      receiveCall: {
        action: 'receive',
        channel: { $ref: CHANNEL },
        summary: 'What clients may say',
        messages: refer(calls),
      },
      sendAnswer: {
        action: 'send',
        channel: { $ref: CHANNEL },
        summary: 'What clients may hear',
        messages: refer(answers),
      },
    },
    components: {
      securitySchemes: {
        purchaseToken: {
          type: 'httpApiKey',
          in: 'header',
          name: 'Authorization',
          description:
            '`{AppStore} {token}`, as for the calls of openapi.json; or in `access_token` of the query, or by `Authenticate`.',
        },
      },
    },
  };
}

type MethodDocs = (typeof chatMethods)[keyof typeof chatMethods];

function hubCall(name: string, docs: MethodDocs) {
  const declared = Object.entries(aiChat.methods).find(([each]) => each === name)?.[1];
  if (declared === undefined) throw new Error(`The hub has no method ${name}.`);
  const schemas = docs.arguments.map(({ name: title, description, example }, place): JsonSchema => {
    const schema = declared.arguments[place];
    if (schema === undefined) throw new Error(`${name} has no argument ${title}.`);
    return { ...toJsonSchema('input', schema), title, description, examples: [example] };
  });
  const examples = docs.arguments.map(({ example }) => example);
  return call(name, declared.summary, docs.description, schemas, examples);
}

/** AsyncAPI's schemas are those of JSON Schema's draft 07, which has lists by place in `items`. */
const call = (
  name: string,
  summary: string,
  description: string,
  schemas: readonly JsonSchema[],
  examples: readonly unknown[],
) => ({
  name,
  summary,
  description,
  payload: {
    type: 'object',
    properties: {
      method: { type: 'string', const: name, description: 'The method, in any case of letters.' },
      arguments: {
        type: 'array',
        description: 'What it takes, in order.',
        ...(schemas.length > 0 && { items: schemas }),
        minItems: schemas.length,
        maxItems: schemas.length,
      },
    },
    required: schemas.length > 0 ? ['method', 'arguments'] : ['method'],
  },
  examples: [{ payload: { method: name, arguments: examples } }],
});

const authenticate = call(
  'Authenticate',
  'Shows a purchase token',
  'Only in plain JSON, for clients that could not show it when they connected.',
  [
    { type: 'string', title: 'store', enum: ['Web', 'RevenueCat', 'Google', 'Apple'] },
    { type: 'string', title: 'token', examples: ['test-web-auth-key-12345'] },
  ],
  ['Web', 'test-web-auth-key-12345'],
);

function answer(type: string, { description, example }: { description: string; example: object }) {
  return { name: type, description, payload: answerSchema(type, example), examples: [{ payload: example }] };
}

function answerSchema(type: string, example: object): JsonSchema {
  const { anyOf = [] } = toJsonSchema('output', aiChat.push.argument);
  const pushed = anyOf.find((each) => isOfType(each, type));
  const schema = typeof pushed === 'object' ? structuredClone(pushed) : framing[type];
  if (schema === undefined) throw new Error(`The chat says no ${type}.`);
  describe('ChatAnswer', schema, example);
  return schema;
}

function isOfType(schema: JsonSchema | boolean, type: string): boolean {
  const declared = typeof schema === 'object' ? schema.properties?.['type'] : undefined;
  return typeof declared === 'object' && declared.const === type;
}

/** What the plain framing says by itself. */
const framing: Readonly<Record<string, JsonSchema>> = {
  done: { type: 'object', properties: { type: { type: 'string', const: 'done' } }, required: ['type'] },
  error: {
    type: 'object',
    properties: {
      type: { type: 'string', const: 'error' },
      message: { type: 'string' },
      retryAfter: { type: 'number' },
    },
    required: ['type', 'message'],
  },
};

const tokenIn = (name: string) => ({
  type: 'object',
  properties: { [name]: { type: 'string', description: 'A purchase token: `{AppStore} {token}`.' } },
});
