import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryMegabytes } from '../../../lib/contract/function.ts';
import { functions } from '../../../lib/contract/functions.ts';
import { socketFunctions } from '../../../lib/contract/hub.ts';
import { functionsOn, hubs, routes } from '../../../lib/contract/index.ts';
import { functionNames, type Resource, synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ canary: 'true' });
const lambdas = system.lambdas();
const methods = system.resources('AWS::ApiGateway::Method');

/** The path of a REST resource, put together from its ancestors'. */
function pathOf(id: string): string {
  const resource = system.resources('AWS::ApiGateway::Resource').find((each) => each.id === id);
  return resource === undefined
    ? ''
    : `${pathOf(resource.Properties['ParentId'].Ref ?? '')}/${resource.Properties['PathPart']}`;
}

const lambdaIn = (uri: unknown) => lambdas.find(({ id }) => JSON.stringify(uri).includes(`"${id}"`));

const served = methods
  .filter(({ Properties: { Integration } }) => Integration.Type === 'AWS_PROXY')
  .map(({ Properties: { HttpMethod, ResourceId, Integration } }) => ({
    call: `${HttpMethod} ${pathOf(ResourceId.Ref) || '/'}`,
    name: lambdaIn(Integration.Uri)?.name,
    transfer: Integration.ResponseTransferMode === 'STREAM' ? 'stream' : 'buffered',
    api: /2021-11-15.*response-streaming-invocations/.test(JSON.stringify(Integration.Uri))
      ? 'stream'
      : 'buffered',
    timeout: Integration.TimeoutInMillis,
  }));

test('each call of the contract is a method of its function, and there is no other', () => {
  const declared = routes.flatMap((route) =>
    route.methods.map((method) => ({
      call: `${method} ${route.path}`,
      name: route.name,
      transfer: route.transfer,
      api: route.transfer,
      timeout: route.transfer === 'stream' ? 900_000 : 29_000,
    })),
  );
  const byCall = (a: { call: string }, b: { call: string }) => a.call.localeCompare(b.call);
  expect(served.toSorted(byCall)).toEqual(declared.toSorted(byCall));
});

test('both stages are of the newest deployment, are alike but for their names, and may call every function', () => {
  const [v2, csharp, ...others] = system
    .resources('AWS::ApiGateway::Stage')
    .map(({ Properties: { StageName, ...rest } }) => ({ StageName, rest }))
    .toSorted((a, b) => b.StageName.localeCompare(a.StageName));
  expect(others).toEqual([]);
  expect([v2?.StageName, csharp?.StageName]).toEqual(['v2', 'csharp']);
  expect(csharp?.rest).toEqual(v2?.rest);
  const allowed = system.resources('AWS::Lambda::Permission').map(({ Properties }) => sourceOf(Properties));
  const calls = routes.flatMap((route) =>
    route.methods.map((method) => `${method}${route.path.replace(/\{\w+\}/g, '*')}`),
  );
  for (const call of calls) {
    for (const stage of ['v2', 'csharp']) {
      expect(allowed.filter((source) => source.endsWith(`/${stage}/${call}`))).toHaveLength(1);
    }
  }
});

/** The ARNs that may call: the template refers to the first stage and names the second. */
function sourceOf({ SourceArn }: Resource['Properties']): string {
  const parts: unknown[] = SourceArn['Fn::Join']?.[1] ?? [];
  return parts
    .map((part) => (typeof part === 'string' ? part : /Stage/.test(JSON.stringify(part)) ? 'v2' : '*'))
    .join('');
}

test('each function is deployed once, by the bundle of its name', () => {
  expect(lambdas.map(({ name }) => name).toSorted()).toEqual(functionNames.toSorted());
  for (const { name, folder } of lambdas) {
    const uploaded = join(system.assembly.directory, folder);
    expect(readdirSync(uploaded).filter((file) => /\.(map|LEGAL\.txt)$/.test(file))).toEqual([]);
    expect(readFileSync(join(uploaded, 'index.mjs'), 'utf8')).toBe(
      readFileSync(`dist/${name}/index.mjs`, 'utf8'),
    );
  }
});

test('the functions run as on the stand-in', () => {
  for (const { Properties } of lambdas) {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
      TracingConfig: { Mode: 'Active' },
    });
  }
});

test('a function ends before API Gateway gives it up', () => {
  const timeouts = Object.fromEntries(lambdas.map(({ name, Properties }) => [name, Properties['Timeout']]));
  for (const { name, transfer } of routes) expect(timeouts[name]).toBe(transfer === 'stream' ? 900 : 29);
});

test('each function has the memory, and so the processor, that it is declared with', () => {
  const memory = Object.fromEntries(lambdas.map(({ name, Properties }) => [name, Properties['MemorySize']]));
  expect(memory).toEqual(
    Object.fromEntries(functions.map(({ name, processor }) => [name, memoryMegabytes[processor]])),
  );
});

test('where a password is made, and so hashed, there is one whole processor; elsewhere none is needed', () => {
  expect(functions.filter(({ processor }) => processor === 'full').map(({ name }) => name)).toEqual([
    'user/create',
  ]);
});

test('every path answers a preflight, and other methods with 405 and a problem', () => {
  const of = (path: string, method: string) =>
    methods.find(
      ({ Properties }) =>
        Properties['HttpMethod'] === method && (pathOf(Properties['ResourceId'].Ref) || '/') === path,
    );
  for (const { path } of routes) {
    const [preflight] = of(path, 'OPTIONS')?.Properties['Integration'].IntegrationResponses ?? [];
    expect(preflight.ResponseParameters).toMatchObject({
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.Access-Control-Allow-Headers': "'Authorization,*'",
      'method.response.header.Access-Control-Max-Age': "'86400'",
    });
    const [refusal] = of(path, 'ANY')?.Properties['Integration'].IntegrationResponses ?? [];
    expect(refusal.StatusCode).toBe('405');
    expect(JSON.parse(refusal.ResponseTemplates['application/json'])).toMatchObject({
      type: 'about:blank',
      title: 'Method Not Allowed',
      status: 405,
    });
  }
  expect(
    of('/health', 'ANY')?.Properties['Integration'].IntegrationResponses[0].ResponseParameters,
  ).toMatchObject({ 'method.response.header.allow': "'GET, HEAD, OPTIONS'" });
});

test('what API Gateway answers by itself is a problem that any page may read', () => {
  const responses = system.resources('AWS::ApiGateway::GatewayResponse').map(({ Properties }) => Properties);
  for (const { StatusCode, ResponseParameters, ResponseTemplates } of responses) {
    const problem = JSON.parse(ResponseTemplates['application/json']);
    expect(problem).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: Number(StatusCode),
      detail: expect.any(String),
      requestId: '$context.extendedRequestId',
    });
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.content-type': "'application/problem+json'",
      'gatewayresponse.header.access-control-allow-origin': "'*'",
    });
  }
  const status = Object.fromEntries(
    responses.map(({ ResponseType, StatusCode }) => [ResponseType, StatusCode]),
  );
  expect(status).toMatchObject({
    MISSING_AUTHENTICATION_TOKEN: '404',
    REQUEST_TOO_LARGE: '413',
    THROTTLED: '429',
    INTEGRATION_TIMEOUT: '504',
  });
});

test('each hub is a stage whose messages all take one route, with a reply', () => {
  const stages = system.resources('AWS::ApiGatewayV2::Stage');
  expect(stages.map(({ Properties }) => `/${Properties['StageName']}`)).toEqual(hubs.map(({ path }) => path));
  const integrations = system.resources('AWS::ApiGatewayV2::Integration');
  const behind = ({ Properties }: Resource) => {
    const integration = integrations.find(({ id }) =>
      JSON.stringify(Properties['Target']).includes(`"${id}"`),
    );
    return lambdaIn(integration?.Properties['IntegrationUri'])?.name;
  };
  const socketRoutes = system.resources('AWS::ApiGatewayV2::Route');
  expect(
    Object.fromEntries(socketRoutes.map((route) => [route.Properties['RouteKey'], behind(route)])),
  ).toEqual({
    $connect: socketFunctions.connect,
    $default: socketFunctions.message,
    $disconnect: socketFunctions.disconnect,
  });
  const replying = system
    .resources('AWS::ApiGatewayV2::RouteResponse')
    .map(({ Properties }) => Properties['RouteId'].Ref);
  expect(replying).toEqual(
    socketRoutes.filter(({ Properties }) => Properties['RouteKey'] === '$default').map(({ id }) => id),
  );
});

test('a failed answer of the chat is not tried again, but reported', () => {
  const [answer, ...others] = system
    .resources('AWS::Lambda::EventInvokeConfig')
    .filter(({ stack }) => stack === 'chat');
  expect(others).toEqual([]);
  expect(lambdaIn(answer?.Properties['FunctionName'])?.name).toBe(socketFunctions.answer);
  expect(answer?.Properties['MaximumRetryAttempts']).toBe(0);
  expect(lambdaIn(answer?.Properties['DestinationConfig'].OnFailure.Destination)?.name).toBe(
    socketFunctions.answerFailed,
  );
});

test('what runs by the clock does so as on the stand-in', () => {
  const rules = system.resources('AWS::Events::Rule').map(({ Properties }) => ({
    name: lambdaIn(Properties['Targets'][0].Arn)?.name,
    rate: Properties['ScheduleExpression'],
  }));
  const rate = (minutes: number) => (minutes === 60 ? 'rate(1 hour)' : `rate(${minutes} minutes)`);
  const declared = functionsOn('schedule').map(({ name, trigger }) => ({
    name,
    rate: rate(trigger.everyMinutes),
  }));
  expect(rules).toHaveLength(declared.length);
  expect(rules).toEqual(expect.arrayContaining(declared));
});
