import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../infra/local/scripted-model/index.ts';
import { startXrayDaemon, type XrayDaemon } from '../support/local/xray-daemon.ts';
import { workoutAttributes } from '../support/planner/planner.ts';
import { type ScriptedService, startScriptedService } from '../support/stores/scripted-service.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

const ROOT = '1-5759e988-bd862e3fe1be46a994272793';
const PARENT = '53995c3f42cd8ad8';
const TOKEN = 'a-customer-of-revenuecat';

let daemon: XrayDaemon;
let model: ScriptedModel;
let store: ScriptedService;
const running: TestSystem[] = [];
beforeAll(async () => {
  [daemon, model, store] = await Promise.all([
    startXrayDaemon(),
    startScriptedModel(),
    startScriptedService(),
  ]);
});
afterEach(async () => {
  for (const api of running.splice(0)) await api.stop();
});
afterAll(() => Promise.all([daemon.stop(), model.stop(), store.stop()]));

/** The API as on Lambda with active tracing; every request belongs to one trace. */
async function startTraced(sampled: 0 | 1): Promise<TestSystem> {
  const api = await startTestSystem({
    environment: {
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      _X_AMZN_TRACE_ID: `Root=${ROOT};Parent=${PARENT};Sampled=${sampled};Lineage=1:2`,
    },
    planner: {
      OPENAI_API_KEY: 'a-key-of-the-model',
      OPENAI_BASE_URL: model.url,
      REVENUECAT_API_KEY: 'a-key-of-the-store',
      REVENUECAT_BASE_URL: store.url,
    },
  });
  running.push(api);
  return api;
}

const planFor = (api: TestSystem) => {
  store.script({
    json: { subscriber: { entitlements: { pro: { expires_date: null, product_identifier: 'pro' } } } },
  });
  return api.call(
    'POST',
    '/v2/ai/workout',
    { attributes: workoutAttributes() },
    { authorization: `RevenueCat ${TOKEN}` },
  );
};

const documentsOf = (requestId: string | null) =>
  daemon.documents.filter(({ annotations }) => annotations.requestId === requestId);

test("a plan's trace shows its calls of the store, the Data API and the model", async () => {
  const api = await startTraced(1);
  const { status, headers } = await planFor(api);
  expect(status).toBe(200);
  const requestId = headers.get('x-amz-apigw-id');
  await expect.poll(() => documentsOf(requestId)).toHaveLength(3);
  const common = {
    type: 'subsegment',
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    trace_id: ROOT,
    parent_id: PARENT,
    start_time: expect.any(Number),
    end_time: expect.any(Number),
    annotations: { requestId },
    http: { response: { status: 200 } },
  };
  expect(documentsOf(requestId)).toEqual(
    expect.arrayContaining([
      { ...common, name: new URL(store.url).host, namespace: 'remote' },
      {
        ...common,
        name: 'RDSData',
        namespace: 'aws',
        aws: { operation: 'ExecuteStatement', request_id: expect.any(String), retries: 0 },
      },
      { ...common, name: new URL(model.url).host, namespace: 'remote' },
    ]),
  );
  for (const { start_time, end_time } of documentsOf(requestId)) {
    expect(end_time).toBeGreaterThanOrEqual(start_time);
    expect(Math.abs(end_time - Date.now() / 1_000)).toBeLessThan(60);
  }
});

test('a failed call is marked as a fault, with the name of its error', async () => {
  const api = await startTraced(1);
  const { id, password } = await insertUser(api);
  api.dataApi.faults.fail('AccessDeniedException');
  const { body } = await api.call('POST', '/v2/user/delete', { id, password });
  await expect.poll(() => documentsOf(body.requestId)).toHaveLength(1);
  expect(documentsOf(body.requestId)[0]).toMatchObject({
    error: true,
    annotations: { error: 'AccessDeniedException' },
    http: { response: { status: 403 } },
  });
});

test('retries of a call are counted', async () => {
  const api = await startTraced(1);
  const { id, password } = await insertUser(api);
  api.dataApi.faults.fail('ThrottlingException', { times: 2 });
  const { headers } = await api.call('POST', '/v2/user/delete', { id, password });
  await expect.poll(() => documentsOf(headers.get('x-amz-apigw-id'))).toHaveLength(2);
  expect(documentsOf(headers.get('x-amz-apigw-id'))[0].aws.retries).toBe(2);
});

test('nothing of what is sent or stored gets into a trace', async () => {
  const api = await startTraced(1);
  const { id, password } = await insertUser(api);
  const before = daemon.datagrams.length;
  await planFor(api);
  const { headers } = await api.call('POST', '/v2/user/delete', { id, password });
  await expect.poll(() => documentsOf(headers.get('x-amz-apigw-id'))).toHaveLength(2);
  const sent = daemon.datagrams.slice(before).join();
  for (const secret of [id, password, TOKEN, 'a-key-of', 'select', workoutAttributes().goals[0] ?? '']) {
    expect(sent).not.toContain(secret);
  }
});

test('a request that is not sampled sends nothing', async () => {
  const api = await startTraced(0);
  const before = daemon.datagrams.length;
  expect(await planFor(api)).toMatchObject({ status: 200 });
  await expect.poll(() => api.logLines.some((line) => line.includes('ai/workout'))).toBe(true);
  expect(daemon.datagrams.length).toBe(before);
});
