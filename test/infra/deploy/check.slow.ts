import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { checkDeployment } from '../../../infra/deploy/check.ts';
import { awsVariables, run } from '../../support/deploy/run.ts';
import {
  bootstrapped,
  type ScriptedAccount,
  type ScriptedAws,
  startScriptedAws,
  untouched,
} from '../../support/deploy/scripted-aws.ts';

let aws: ScriptedAws;
beforeAll(async () => {
  aws = await startScriptedAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  for (const [name, value] of Object.entries(awsVariables(aws.url))) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const CLUSTER = 'arn:aws:rds:eu-west-1:123456789012:cluster:csharp';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:csharp-AbCdEf';
const domain = { domainName: 'api.example.com', certificateArn: CERTIFICATE };
const adopted = { clusterArn: CLUSTER, secretArn: SECRET };
const issued = { status: 'ISSUED', names: ['*.example.com'] };
const roomy = { limit: 1_000, unreserved: 1_000 };

const data = (DatabaseSource: string) => ({ name: 'liftlog-prod-data', outputs: { DatabaseSource } });
const edge = (DomainName: string) => ({ name: 'liftlog-prod-edge', outputs: { DomainName } });

/** @param own what cdk.json says of prod. */
async function check(account: Partial<ScriptedAccount>, own: object = {}, ...further: string[]) {
  aws.script({ ...untouched, ...account });
  const lines = vi.spyOn(console, 'log').mockReturnValue();
  const stages = JSON.stringify({ prod: own });
  const found = await checkDeployment(['-c', 'stage=prod', '-c', `stages=${stages}`, ...further]);
  return { isYes: found !== undefined, output: lines.mock.calls.join('\n') };
}

const withStacks = (...stacks: ScriptedAccount['stacks']) => ({ stacks: [bootstrapped, ...stacks] });

test.for<[string, Partial<ScriptedAccount>, object]>([
  ['an untouched account', {}, {}],
  ['an account with room for what is reserved', { concurrency: roomy }, { reserveConcurrency: true }],
  ['a certificate that covers the domain', { certificate: issued }, domain],
  ['an encrypted snapshot', { snapshot: { encrypted: true } }, { snapshot: 'final' }],
  ['the same choices again', withStacks(data('snapshot final'), edge('none')), { snapshot: 'final' }],
  ['a first domain for a stage that has none', { ...withStacks(edge('none')), certificate: issued }, domain],
  [
    'what a failed first creation left',
    withStacks({ name: 'liftlog-prod-data', status: 'ROLLBACK_COMPLETE' }),
    {},
  ],
])('%s can be deployed to', async ([, account, own]) => {
  const { isYes, output } = await check(account, own);
  expect([isYes, output]).toEqual([true, expect.stringContaining('Yes: it can be deployed.')]);
  expect(output).toContain('prod, in account 123456789012, region eu-west-1');
});

test.for<[string, Partial<ScriptedAccount>, object, RegExp]>([
  ['there is no bootstrap', { stacks: [] }, {}, /npx cdk bootstrap aws:\/\/123456789012\/eu-west-1/],
  [
    'a new account can reserve nothing',
    {},
    { reserveConcurrency: true },
    /takes 310 .* this account has 10: ask for 1000/,
  ],
  [
    'another stage has reserved what there is',
    { concurrency: { limit: 1_000, unreserved: 400 } },
    { reserveConcurrency: true },
    /this account has 400/,
  ],
  ['there is no such certificate', {}, domain, /no certificate arn:aws:acm/],
  [
    'the certificate is not issued',
    { certificate: { ...issued, status: 'PENDING_VALIDATION' } },
    domain,
    /PENDING_VALIDATION/,
  ],
  [
    "the certificate is another name's",
    { certificate: { status: 'ISSUED', names: ['example.com'] } },
    domain,
    /is of example\.com, and not of api\.example\.com/,
  ],
  ['there is no such snapshot', {}, { snapshot: 'final' }, /no cluster snapshot final in eu-west-1/],
  [
    'the snapshot is not encrypted',
    { snapshot: { encrypted: false } },
    { snapshot: 'final' },
    /final is not encrypted.*copy-db-cluster-snapshot/,
  ],
  [
    'a stack is being updated',
    withStacks({ name: 'liftlog-prod-api', status: 'UPDATE_IN_PROGRESS' }),
    {},
    /liftlog-prod-api is UPDATE_IN_PROGRESS: wait/,
  ],
  [
    'a stack is stuck',
    withStacks({ name: 'liftlog-prod-api', status: 'UPDATE_ROLLBACK_FAILED' }),
    {},
    /continue-update-rollback --stack-name liftlog-prod-api/,
  ],
  [
    'a failed creation is protected',
    withStacks({ name: 'liftlog-prod-data', status: 'ROLLBACK_COMPLETE', isProtected: true }),
    {},
    /--no-enable-termination-protection --stack-name liftlog-prod-data/,
  ],
  [
    "the snapshot's data would be lost",
    withStacks(data('snapshot final')),
    {},
    /is "snapshot final".* make it "empty"/,
  ],
  ['the adopted cluster would be lost', withStacks(data(CLUSTER)), {}, /cluster:csharp".* make it "empty"/],
  ['the own cluster would be lost', withStacks(data('empty')), adopted, /is "empty".*cluster:csharp"/],
  [
    'the domain would be lost',
    withStacks(edge('api.example.com')),
    {},
    /is "api.example.com".* make it "none"/,
  ],
  [
    "another stage's cluster would be shared",
    withStacks({ name: 'liftlog-staging-data', outputs: { ClusterArn: CLUSTER } }),
    adopted,
    /belongs to liftlog-staging-data/,
  ],
  [
    "another stage's domain would be shared",
    {
      ...withStacks({ name: 'liftlog-dev-edge', outputs: { DomainName: 'api.example.com' } }),
      certificate: issued,
    },
    domain,
    /belongs to liftlog-dev-edge/,
  ],
])('%s: it says so, and no', async ([, account, own, reason]) => {
  const { isYes, output } = await check(account, own);
  expect(output).toMatch(reason);
  expect([isYes, output]).toEqual([false, expect.stringContaining('No: it can not be deployed yet.')]);
});

test('what is given up by its name may be lost', async () => {
  const giveUp = (what: string) =>
    check(withStacks(data('snapshot final')), adopted, '-c', `givenUp=${what}`, '-c', 'release=at-once');
  expect((await giveUp('snapshot final')).isYes).toBe(true);
  expect((await giveUp('empty')).isYes).toBe(false);
});

test('a stage moves to another database with all calls at once, and not with a tenth of them', async () => {
  const { isYes, output } = await check(withStacks(data('empty')), adopted, '-c', 'givenUp=empty');
  expect([isYes, output]).toEqual([false, expect.stringContaining('-c release=at-once')]);
});

test.for([
  ['empty', { snapshot: 'final' }],
  ['snapshot final', {}],
  ['snapshot final', { snapshot: 'later' }],
] as const)('a cluster of %j is not replaced by %o, even when it is given up', async ([source, own]) => {
  const account = { ...withStacks(data(source)), snapshot: { encrypted: true } };
  const further = ['-c', `givenUp=${source}`, '-c', 'release=at-once'];
  const { isYes, output } = await check(account, own, ...further);
  expect([isYes, output]).toEqual([false, expect.stringContaining('give it as clusterArn')]);
});

test('a stage that was moved can get a cluster of its own again', async () => {
  const further = ['-c', `givenUp=${CLUSTER}`, '-c', 'release=at-once'];
  expect((await check(withStacks(data(CLUSTER)), {}, ...further)).isYes).toBe(true);
});

test('a small account is told what to ask for, and a larger one what it can have', async () => {
  expect((await check({})).output).toMatch(/later: This account runs 10 functions at a time.*ask for 1000/);
  vi.restoreAllMocks();
  expect((await check({ concurrency: roomy })).output).toContain('"reserveConcurrency": true');
});

test('an account is asked for what its users need, and can be deployed to meanwhile', async () => {
  const { isYes, output } = await check({}, { users: 10_000_000 });
  expect(isYes).toBe(true);
  expect(output).toMatch(
    /need 13000 of "Throttle rate", and this account has 10000: .*--service-code apigateway --quota-code L-8A5B8E43 --desired-value 13000/,
  );
  expect(output).toMatch(/of "Concurrent executions", and this account has 10: .*--service-code lambda/);
  expect(output).not.toContain('WebSocket');
});

test('an account that has what its users need is asked for nothing', async () => {
  const large = { concurrency: { limit: 2_000, unreserved: 2_000 }, quotas: { 'L-8A5B8E43': 15_000 } };
  expect((await check(large, { users: 10_000_000 })).output).not.toContain('later');
});

test('what is reserved for the users has to be there', async () => {
  const { isYes, output } = await check(
    { concurrency: roomy },
    { users: 10_000_000, reserveConcurrency: true },
  );
  expect([isYes, output]).toEqual([
    false,
    expect.stringMatching(/reserveConcurrency takes 1\d\d\d .* has 1000/),
  ]);
});

test('what is kept warm has to be there, too', async () => {
  const kept = { provisionedConcurrency: 200, reserveConcurrency: true };
  // Six functions that the app calls every day, and what is reserved for seven others.
  const { isYes, output } = await check({ concurrency: roomy }, kept);
  expect([isYes, output]).toEqual([false, expect.stringMatching(/takes 1430 .* ask for 1530/)]);
});

test('more users than a cluster holds are told of cells', async () => {
  const { isYes, output } = await check({}, { users: 100_000_000 });
  expect([isYes, output]).toEqual([false, expect.stringMatching(/100000000 users .* infra\/cells\.md/)]);
});

test('npm run deploy:check says yes or no with its exit code, too', async () => {
  aws.script(untouched);
  expect(await run('check-main', aws.url, ['-c', 'stage=prod'])).toMatchObject({ code: 0, cdk: [] });
  aws.script({ ...untouched, stacks: [] });
  expect((await run('check-main', aws.url, ['-c', 'stage=prod'])).code).toBe(1);
});

test('an account that can not be asked is no yes', async () => {
  const { code, output } = await run('check-main', 'http://127.0.0.1:1', ['-c', 'stage=prod']);
  expect([code, output]).toEqual([1, expect.not.stringContaining('Yes')]);
});
