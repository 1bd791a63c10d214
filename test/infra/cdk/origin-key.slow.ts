import { describe, expect, test } from 'vitest';
import { hubs } from '../../../lib/contract/index.ts';
import { resolve } from '../../support/cdk/policy.ts';
import { type Synthesized, synthesized } from '../../support/cdk/synthesized.ts';

const ARN = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/11111111-1111-4111-8111-111111111111';

/** Whether API Gateway asks for a key, call by call. */
const asks = (system: Synthesized) => [
  ...system
    .resources('AWS::ApiGateway::Method')
    .map(({ id, Properties }) => [id, Properties['ApiKeyRequired'] === true]),
  ...system
    .resources('AWS::ApiGatewayV2::Route')
    // What is sent over a socket needs none: it was opened with one.
    .filter(({ Properties }) => Properties['RouteKey'] === '$connect')
    .map(({ id, Properties }) => [id, Properties['ApiKeyRequired'] === true]),
];

/** Where a template finds a value: an address within a secret, and not the value. */
const source = (value: unknown) => {
  const [, output, version] =
    /^\{\{resolve:secretsmanager:liftlog-\w+-data:ExportsOutputRef(\w+):SecretString:(\d+)::\}\}$/.exec(
      resolve(imported(value)),
    ) ?? [];
  return { output, version };
};

/** An import as the text of its name. */
const imported = (value: any): any =>
  JSON.parse(JSON.stringify(value).replaceAll(/\{"Fn::ImportValue":("[^"]+")\}/g, '$1'));

const sent = (system: Synthesized) =>
  system
    .resources('AWS::CloudFront::Distribution')
    .flatMap(({ Properties }) => Properties['DistributionConfig'].Origins)
    .map(({ OriginCustomHeaders }: any) => OriginCustomHeaders);

const accepted = (system: Synthesized) =>
  system.resources('AWS::ApiGateway::ApiKey').map(({ Properties }) => source(Properties['Value']).version);

test.for(['true', ARN])(
  'with the firewall %s, no call of either API is open to who goes past it',
  (firewall) => {
    const calls = asks(synthesized({ firewall }));
    expect(calls.length).toBeGreaterThan(50);
    for (const call of calls) expect(call).toEqual([call[0], true]);
  },
);

test('without a firewall the APIs can be called as they are', () => {
  for (const call of asks(synthesized())) expect(call).toEqual([call[0], false]);
});

test('a change of the firewall is deployed to the REST API', () => {
  const deployment = (choices: Record<string, string>) =>
    synthesized(choices).resources('AWS::ApiGateway::Deployment')[0]?.id;
  expect(deployment({ firewall: 'true' })).not.toBe(deployment({}));
});

describe.for([{}, { firewall: 'true' }])('%o', (choices) => {
  const system = synthesized(choices);

  test('CloudFront sends the key to every origin, so that a firewall can be chosen at any time', () => {
    const origins = sent(system);
    expect(origins.length).toBeGreaterThan(2);
    for (const headers of origins) {
      expect(headers).toEqual([{ HeaderName: 'x-api-key', HeaderValue: expect.anything() }]);
      expect(source(headers[0].HeaderValue)).toEqual({
        output: expect.stringMatching(/^OriginKey/),
        version: '1',
      });
    }
  });

  test('the key opens every stage of both APIs', () => {
    const [plan] = system.resources('AWS::ApiGateway::UsagePlan');
    const stages = plan?.Properties['ApiStages'].map(({ Stage }: { Stage: string }) => Stage);
    expect(stages).toEqual(['v2', 'csharp', ...hubs.map(({ path }) => path.slice(1))]);
    // A plan of its own would limit all people together.
    expect(plan?.Properties).not.toHaveProperty('Throttle');
    expect(plan?.Properties).not.toHaveProperty('Quota');
    const keys = system.resources('AWS::ApiGateway::ApiKey').map(({ id }) => id);
    const inPlan = system
      .resources('AWS::ApiGateway::UsagePlanKey')
      .map(({ Properties }) => Properties['KeyId']['Fn::GetAtt'][0]);
    expect(inPlan).toEqual(keys);
  });
});

test('a key is replaced in two deployments, of which neither turns a call away', () => {
  const [first, second, third] = ['1', '1,2', '2'].map((originKeys) => {
    const system = synthesized({ originKeys });
    return { sends: source(sent(system)[0][0].HeaderValue).version, accepts: accepted(system) };
  });
  expect([first, second, third]).toEqual([
    { sends: '1', accepts: ['1'] },
    { sends: '1', accepts: ['1', '2'] },
    { sends: '2', accepts: ['2'] },
  ]);
});

test('a new key is accepted before it is sent', () => {
  const system = synthesized({ originKeys: '1,2' });
  const [distribution] = system.resources('AWS::CloudFront::Distribution');
  const needed = ['AWS::ApiGateway::ApiKey', 'AWS::ApiGateway::UsagePlanKey'].flatMap((type) =>
    system.resources(type).map(({ id }) => id),
  );
  expect(needed).toHaveLength(4);
  expect(distribution?.DependsOn).toEqual(expect.arrayContaining(needed));
});

test.for(['a', '0', '1,2,3', '1;2'])('the versions %j are refused', (originKeys) => {
  expect(() => synthesized({ originKeys })).toThrow(/originKeys: must be one or two versions/);
});
