import { RootConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { planFor } from '../../infra/capacity/plan.ts';
import { readOptions } from '../../infra/options.ts';
import { provision, reservation } from '../../infra/reservation.ts';
import { stages } from '../../infra/stages.ts';
import { functions } from '../../lib/contract/functions.ts';

function optionsOf(choices: Record<string, unknown>) {
  const { node } = new RootConstruct();
  for (const [name, value] of Object.entries(choices)) node.setContext(name, value);
  return readOptions(node);
}

const named = (name: string) => functions.filter((each) => each.name === name);
const reserved = (choices: Record<string, unknown>, name: string) =>
  named(name).map((each) =>
    reservation(each, optionsOf({ stage: 'prod', reserveConcurrency: 'true', ...choices })),
  );

test.for(Object.keys(stages))('%s is as it stands until somebody says how many users it has', (name) => {
  expect(optionsOf({ stage: name })).toMatchObject({
    users: undefined,
    stage: stages[name as keyof typeof stages],
  });
});

test('a stage for a number of users is as it is reckoned, and otherwise as it stands', () => {
  const { throttle, database, logDays } = planFor(3_000_000, stages.prod.database.pausesAfterMinutes);
  const { stage } = optionsOf({ stage: 'prod', users: '3000000' });
  expect(stage).toMatchObject({
    keepsData: true,
    throttle,
    logDays,
    database: { ...database, pausesAfterMinutes: 30 },
  });
});

test('the number of users may stand in the entry of a stage', () => {
  const entries = { prod: { users: 3_000_000 } };
  expect(optionsOf({ stage: 'prod', stages: entries }).users).toBe(3_000_000);
  expect(optionsOf({ stage: 'dev', stages: entries }).users).toBeUndefined();
});

test('what is chosen by itself holds before what is reckoned', () => {
  const chosen = {
    throttleRate: '123',
    throttleBurst: '234',
    minimumCapacity: '1.5',
    maximumCapacity: '3',
    logDays: '30',
  };
  for (const users of [{}, { users: '10000000' }]) {
    expect(optionsOf({ stage: 'prod', ...users, ...chosen }).stage).toMatchObject({
      throttle: { rate: 123, burst: 234 },
      database: { minimumCapacity: 1.5, maximumCapacity: 3 },
      logDays: 30,
    });
  }
});

test('what is reserved follows the users, or the choice for all functions of a kind', () => {
  const plan = planFor(10_000_000, 30).reserved;
  const users = { users: '10000000' };
  expect(reserved({}, 'user/put')).toEqual([20]);
  expect(reserved(users, 'user/put')).toEqual([plan['user/put']]);
  expect(reserved({ ...users, passwordConcurrency: '77' }, 'user/put')).toEqual([77]);
  expect(reserved({ ...users, passwordConcurrency: '77' }, 'chat/answer')).toEqual([plan['chat/answer']]);
  expect(reserved({ ...users, modelConcurrency: '88' }, 'chat/answer')).toEqual([88]);
  expect(reserved(users, 'user/get')).toEqual([undefined]);
});

test('what is kept warm follows the users, or the choice', () => {
  const warm = (choices: Record<string, unknown>) =>
    named('user/put').map((each) =>
      provision(each, optionsOf({ stage: 'prod', reserveConcurrency: 'true', ...choices })),
    );
  expect(warm({})).toEqual([undefined]);
  expect(warm({ users: '100000000' })).toEqual([planFor(100_000_000, 30).provisioned['user/put']]);
  expect(warm({ users: '100000000', provisionedConcurrency: '0' })).toEqual([undefined]);
  expect(warm({ provisionedConcurrency: '3' })).toEqual([3]);
  expect(warm({ provisionedConcurrency: '3', reserveConcurrency: 'false' })).toEqual([undefined]);
});

test('a function may run as often at a time as it is kept warm', () => {
  expect(reserved({ provisionedConcurrency: '90' }, 'user/put')).toEqual([90]);
  expect(reserved({ provisionedConcurrency: '9' }, 'user/put')).toEqual([20]);
});

test.for([
  [{ users: '0' }, /users/],
  [{ users: 'many' }, /users/],
  [{ users: '1.5' }, /users/],
  [{ throttleRate: '0' }, /throttleRate/],
  [{ minimumCapacity: '0.3' }, /minimumCapacity/],
  [{ maximumCapacity: '300' }, /maximumCapacity/],
  [{ logDays: '31' }, /logDays/],
  [{ minimumCapacity: '20' }, /minimumCapacity: must not be more than maximumCapacity/],
] as const)('a wrong choice is named: %o', ([choices, message]) => {
  expect(() => optionsOf({ stage: 'prod', ...choices })).toThrow(message);
});
