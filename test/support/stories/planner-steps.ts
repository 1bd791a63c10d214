import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain } from '../chat/plain.ts';
import type { ChatSystem } from '../chat/system.ts';
import { eventually } from '../faults/matrix/eventually.ts';
import { sessionAttributes, workoutAttributes } from '../planner/planner.ts';
import { steps, unretriedSteps } from './commands.ts';
import { type Conversation, type Customer, pick, type World } from './world.ts';

/** Small, so that stories reach them. */
export const CALLS_A_DAY = 3;
export const CHAT_ANSWERS = 4;

const authorizationOf = ({ token }: Customer) => `RevenueCat ${token}`;

/** Counts a call, if the limit allows another. */
function mayCall(customer: Customer): boolean {
  if (customer.counted === CALLS_A_DAY) return false;
  customer.counted += 1;
  return true;
}

const plan = steps(
  'plan',
  fc.record({ customer: fc.nat(), what: fc.constantFrom('workout', 'session') }),
  async (world, call, { customer: number, what }) => {
    const customer = pick(world.customers, number);
    const attributes = what === 'workout' ? workoutAttributes() : sessionAttributes();
    const headers = { authorization: authorizationOf(customer) };
    const { status, body } = await call('POST', `/ai/${what}`, { attributes }, headers);
    assert.equal(status, mayCall(customer) ? 200 : 429);
    if (status === 200) assert.ok(body.name.length > 0);
  },
);

/** Opens a chat, with a customer's token or none yet. */
export async function startConversation({ chatUrl }: ChatSystem, payer?: Customer): Promise<Conversation> {
  const chat = await openPlain(chatUrl, { token: payer === undefined ? null : authorizationOf(payer) });
  return { chat, payer, turns: [], answers: 0 };
}

const open = unretriedSteps(
  'open a chat',
  fc.record({ customer: fc.nat(), isPaid: fc.boolean() }),
  async (world, { api, under }, { customer: number, isPaid }) => {
    const payer = isPaid ? pick(world.customers, number) : undefined;
    world.conversations.push(await under(() => startConversation(api, payer)));
  },
);

const authenticate = unretriedSteps(
  'authenticate',
  fc.record({ conversation: fc.nat(), customer: fc.nat() }),
  async (world, { under }, values) => {
    const conversation = pickAny(world, values.conversation);
    if (conversation === undefined) return;
    const customer = pick(world.customers, values.customer);
    const messages = await under(() => conversation.chat.call('Authenticate', 'RevenueCat', customer.token));
    assert.deepEqual(messages, [{ type: 'done' }]);
    conversation.payer = customer;
  },
);

const say = unretriedSteps('say', fc.nat(), async (world, { api, under }, number) => {
  const conversation = pickAny(world, number);
  if (conversation === undefined) return;
  const question = `Question ${randomUUID()}`;
  const answer = `Answer ${randomUUID()}`;
  api.model.script(says(answer));
  const messages = await under(() => conversation.chat.call('SendMessage', question));
  const asked = api.model.calls.map(({ request }) => request.messages.slice(1).map(({ content }) => content));
  api.model.script();
  const refusal = refusalOf(conversation);
  if (refusal !== undefined) {
    assert.deepEqual([messages.length, asked], [1, []]);
    assert.match(messages[0].message, refusal);
    return;
  }
  assert.deepEqual(messages.slice(-2), [{ type: 'messageResponse', message: answer }, { type: 'done' }]);
  assert.deepEqual(asked, [[...conversation.turns, question]]);
  conversation.turns = [...conversation.turns, question, answer];
  conversation.answers += 1;
});

/** The reason that the chat refuses a message now. It also counts the call that opens a chat. */
function refusalOf({ payer, answers }: Conversation): RegExp | undefined {
  if (payer === undefined) return /token/;
  if (answers === CHAT_ANSWERS) return /full/;
  return answers > 0 || mayCall(payer) ? undefined : /calls in 24 hours/;
}

const restart = unretriedSteps('restart the chat', fc.nat(), async (world, { under }, number) => {
  const conversation = pickAny(world, number);
  if (conversation === undefined) return;
  assert.deepEqual(await under(() => conversation.chat.call('RestartChat')), [{ type: 'done' }]);
  conversation.turns = [];
  conversation.answers = 0;
});

const hangUp = unretriedSteps('hang up', fc.nat(), async (world, { api, under }, number) => {
  const conversation = pickAny(world, number);
  if (conversation !== undefined) await under(() => endConversation(api, world, conversation));
});

/** Closes a chat, and waits until nothing is left of it. */
export async function endConversation(
  { userData }: ChatSystem,
  { conversations }: World,
  conversation: Conversation,
): Promise<void> {
  conversations.splice(conversations.indexOf(conversation), 1);
  await conversation.chat.close();
  await eventually(async () => (await userData.query('select from chats')).rowCount === conversations.length);
}

const pickAny = ({ conversations }: World, number: number): Conversation | undefined =>
  conversations[number % conversations.length];

/** Steps that need a purchase token. */
export const plannerSteps = [plan, open, authenticate, say, say, say, say, say, restart, hangUp];
