import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubs, routes } from '../../lib/contract/index.ts';
import { needsPurchaseToken } from '../../lib/contract/route.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { openPlain } from '../support/chat/plain.ts';
import { openSocket } from '../support/chat/socket.ts';
import { type ChatSystem, startChatSystem } from '../support/chat/system.ts';

// Made from the contract, so that whatever is added later is tried as well.

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const calls = routes
  .filter(needsPurchaseToken)
  .flatMap(({ methods, path }) => methods.map((method) => ({ method, path })));

test('each hub has a negotiate call that needs a token', () => {
  expect(calls).toEqual(
    expect.arrayContaining(hubs.map(({ path }) => ({ method: 'POST', path: `${path}/negotiate` }))),
  );
});

describe.for(calls)('$method $path', ({ method, path }) => {
  test.for([
    ['without a token', {}],
    ['with a token that is not valid', { authorization: 'Web of-nobody' }],
    ['with a token of no store', { authorization: 'Nobody a-token' }],
  ] as const)('is refused %s, and the model is not asked', async ([, headers]) => {
    const asked = system.model.calls.length;
    const response = await system.call(method, path, {}, headers);
    expectProblem(response, 401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(system.model.calls).toHaveLength(asked);
  });
});

describe.for(hubs.map(({ path, methods }) => ({ path, methods: Object.keys(methods) })))(
  'the hub $path',
  ({ path, methods }) => {
    const url = () => `${system.url.replace('http', 'ws')}${path}`;

    test('refuses a client that has negotiated and shows no token', async () => {
      await expect(openSocket(url(), { token: null, query: 'id=negotiated' })).rejects.toMatchObject({
        status: 401,
      });
    });

    test.for(['Web of-nobody', 'Nobody a-token'])('refuses the token %s', async (token) => {
      await expect(openSocket(url(), { token })).rejects.toMatchObject({ status: 401 });
    });

    test('answers no call before a token is shown', async () => {
      const chat = await openPlain(url(), { token: null });
      for (const method of methods) await chat.call(method);
      expect(system.model.calls).toEqual([]);
      expect(chat.messages.join()).not.toContain('messageResponse');
      await chat.close();
    });
  },
);
