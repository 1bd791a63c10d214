import { aiChatV2 } from '../../lib/contract/chat-v2.ts';
import type { AnswerDocs, DocumentedHub, MethodDocs } from '../../lib/contract/docs/hub.ts';
import { documentedHubs } from '../../lib/contract/docs/index.ts';
import type { Hub } from '../../lib/contract/hub.ts';
import { describe, type JsonSchema, toJsonSchema } from './schemas.ts';

const ABOUT = `
Two chats, of today's app and of its versions before 4.11, which differ in what their plans can say. In each, one WebSocket
carries calls to the server and messages to the client, in one of two framings, told apart by the client's first message.

**Plain JSON**: the messages of this document, one a WebSocket message. Who could not show a purchase token when connecting
sends \`Authenticate\` first.

**SignalR**, hub protocol JSON version 1: records ended by U+001E. The client begins with
\`{"protocol":"json","version":1}\`, calls \`{"type":1,"invocationId":"1","target":"SendMessage","arguments":["…",3]}\`, and is called
\`{"type":1,"target":"${aiChatV2.push.name}","arguments":[{"type":"messageResponse","message":"…"}]}\`; \`{"type":3,"invocationId":"1"}\`, with an
\`error\` where it failed, ends a call. SignalR's libraries do all of it, \`POST /ai-chat-v2/negotiate\` first.

A message is at most 128 KiB, in frames of at most 32 KiB: a longer one closes the connection with 1009. Most clients send
each message as one frame, so that a text of theirs, with what is around it, has less than 32 KiB; so has a program that is shared in
it, as JSON with every quotation mark escaped. A connection closes after ten minutes of silence, and lives two hours.
The conversation is gone with it.
`.trim();

/** The chats as AsyncAPI 3, made of the hubs and what is said of them. */
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
    channels: Object.fromEntries(documentedHubs.map((documented) => [documented.name, channel(documented)])),
    operations: Object.assign({}, ...documentedHubs.map(operations)),
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

const channel = (documented: DocumentedHub) => ({
  address: documented.hub.path,
  title: documented.title,
  summary: documented.hub.summary,
  messages: Object.fromEntries(
    [...callsOf(documented), ...answersOf(documented)].map((message) => [message.name, message]),
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
      summary: `${title}: what clients may say`,
      messages: refer(callsOf(documented)),
    },
    [`${name}Answers`]: {
      action: 'send',
      channel: { $ref: at },
      summary: `${title}: what clients may hear`,
      messages: refer(answersOf(documented)),
    },
  };
}

const callsOf = ({ hub, methods }: DocumentedHub) => [
  ...Object.entries(methods).map(([name, docs]) => hubCall(hub, name, docs)),
  authenticate,
];

const answersOf = (documented: DocumentedHub) =>
  Object.entries(documented.answers).map(([type, docs]) => answer(documented, type, docs));

function hubCall({ methods }: Hub, name: string, docs: MethodDocs) {
  const declared = methods[name];
  if (declared === undefined) throw new Error(`The hub has no method ${name}.`);
  if (declared.arguments.length !== docs.arguments.length) {
    throw new Error(`Not every argument of ${name} is described.`);
  }
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

function answer({ name, hub }: DocumentedHub, type: string, { description, example }: AnswerDocs) {
  const { anyOf = [] } = toJsonSchema('output', hub.push.argument);
  const pushed = anyOf.find((each) => isOfType(each, type));
  const schema = typeof pushed === 'object' ? structuredClone(pushed) : structuredClone(framing[type]);
  if (schema === undefined) throw new Error(`The chat says no ${type}.`);
  describe(name, schema, example);
  return { name: type, description, payload: schema, examples: [{ payload: example }] };
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
