import { aiChatV2 } from '../../lib/contract/chat-v2.ts';
import type { DocumentedHub, MessageDocs, MethodDocs } from '../../lib/contract/docs/hub.ts';
import { documentedHubs } from '../../lib/contract/docs/index.ts';
import type { Hub } from '../../lib/contract/hub.ts';
import { describe, type JsonSchema, toJsonSchema } from './schemas.ts';

const ABOUT = `
There are two chats, one for today's app and one for its versions before 4.11; they differ in the format of their plans. In
each, one WebSocket carries calls to the server and messages to the client, in one of two protocols. The client's first
message decides which.

**Plain JSON**: the messages of this document, one per WebSocket message. A client that cannot send a purchase token when
it connects calls \`Authenticate\` first.

**SignalR**, hub protocol JSON, version 1 (a handshake may say 0 or 2 as well): records ended by U+001E. The client begins with
\`{"protocol":"json","version":1}\`, calls \`{"type":1,"invocationId":"1","target":"SendMessage","arguments":["…",3]}\`, and is called
\`{"type":1,"target":"${aiChatV2.push.name}","arguments":[{"type":"messageResponse","message":"…"}]}\`; \`{"type":3,"invocationId":"1"}\`, with an
\`error\` where it failed, ends a call. SignalR's libraries handle all of this, including \`POST /ai-chat-v2/negotiate\`.

A message may have 128 KiB, in frames of up to 32 KiB; a larger one closes the connection with code 1009. Most clients send
each message as one frame, so its text and envelope together must stay below 32 KiB. That includes a program that is shared
in the text as JSON, with every quotation mark escaped. A connection closes after ten minutes without a message, and after
two hours. The conversation is then deleted.
`.trim();

/** The chats as AsyncAPI 3, made from the hubs and their documentation. */
export function makeAsyncApi() {
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
        variables: { host: { description: 'The host name.', default: 'api.example.org' } },
        security: [{ $ref: '#/components/securitySchemes/purchaseToken' }],
      },
      local: {
        host: '127.0.0.1:3000',
        protocol: 'ws',
        description: 'The server that `npm run dev` starts.',
        security: [{ $ref: '#/components/securitySchemes/purchaseToken' }],
      },
    },
    channels: Object.fromEntries(documentedHubs.map((documented) => [documented.name, channel(documented)])),
    operations: Object.assign({}, ...documentedHubs.map(operations)),
    components: {
      securitySchemes: {
        purchaseToken: {
          type: 'httpApiKey',
          in: 'header',
          name: 'Authorization',
          description:
            '`{AppStore} {token}`, as for the calls in openapi.json. It can also be sent as `access_token` in the query, or by `Authenticate`.',
        },
      },
    },
  };
}

const channel = (documented: DocumentedHub) => ({
  address: documented.hub.path,
  title: documented.title,
  summary: documented.hub.summary,
  messages: Object.fromEntries(
    [...callsOf(documented), ...messagesOf(documented)].map((message) => [message.name, message]),
  ),
  bindings: { ws: { query: tokenIn('access_token'), headers: tokenIn('Authorization') } },
});

function operations(documented: DocumentedHub) {
  const { name, title } = documented;
  const at = `#/channels/${name}`;
  const refer = (messages: readonly { name: string }[]) =>
    messages.map((message) => ({ $ref: `${at}/messages/${message.name}` }));
  return {
    [`${name}Calls`]: {
      action: 'receive',
      channel: { $ref: at },
      summary: `${title}: calls of the client`,
      messages: refer(callsOf(documented)),
    },
    [`${name}Answers`]: {
      action: 'send',
      channel: { $ref: at },
      summary: `${title}: messages of the server`,
      messages: refer(messagesOf(documented)),
    },
  };
}

const callsOf = ({ hub, methods }: DocumentedHub) => [
  ...Object.entries(methods).map(([name, docs]) => hubCall(hub, name, docs)),
  authenticate,
];

const messagesOf = (documented: DocumentedHub) =>
  Object.entries(documented.messages).map(([type, docs]) => hubMessage(documented, type, docs));

function hubCall({ methods }: Hub, name: string, docs: MethodDocs) {
  const declared = methods[name];
  if (declared === undefined) throw new Error(`The hub has no method ${name}.`);
  if (declared.arguments.length !== docs.arguments.length) {
    throw new Error(`The arguments of ${name} do not match their documentation.`);
  }
  const schemas = docs.arguments.map(({ name: title, description, example }, place): JsonSchema => {
    const schema = declared.arguments[place];
    if (schema === undefined) throw new Error(`${name} has no argument ${title}.`);
    return { ...toJsonSchema('input', schema), title, description, examples: [example] };
  });
  const examples = docs.arguments.map(({ example }) => example);
  return call(name, declared.summary, docs.description, schemas, examples);
}

/** AsyncAPI's schemas follow draft 07 of JSON Schema, in which `items` describes tuples. */
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
      method: { type: 'string', const: name, description: 'The method; case is ignored.' },
      arguments: {
        type: 'array',
        description: 'The arguments, in order.',
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
  'Sends a purchase token',
  'Only in plain JSON, for clients that cannot send it when they connect.',
  [
    { type: 'string', title: 'store', enum: ['Web', 'RevenueCat', 'Google', 'Apple'] },
    { type: 'string', title: 'token', examples: ['test-web-auth-key-12345'] },
  ],
  ['Web', 'test-web-auth-key-12345'],
);

function hubMessage({ name, hub }: DocumentedHub, type: string, { description, example }: MessageDocs) {
  const { anyOf = [] } = toJsonSchema('output', hub.push.argument);
  const pushed = anyOf.find((each) => isOfType(each, type));
  const schema = typeof pushed === 'object' ? structuredClone(pushed) : structuredClone(plainMessages[type]);
  if (schema === undefined) throw new Error(`The chat has no message ${type}.`);
  describe(name, schema, example);
  return { name: type, description, payload: schema, examples: [{ payload: example }] };
}

function isOfType(schema: JsonSchema | boolean, type: string): boolean {
  const declared = typeof schema === 'object' ? schema.properties?.['type'] : undefined;
  return typeof declared === 'object' && declared.const === type;
}

/** The messages of plain JSON itself. */
const plainMessages: Readonly<Record<string, JsonSchema>> = {
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
