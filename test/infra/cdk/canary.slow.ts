import { expect, test } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import { canary, census } from '../../../lib/contract/functions.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';

const lambdaOf = (choices: Record<string, string>, name: string) =>
  synthesized(choices)
    .lambdas()
    .find((each) => each.name === name);

test.for(Object.entries(stages))(
  'the canary and the census run in %s when the stage says so: they keep the database awake',
  ([stage, { runsCanary }]) => {
    for (const { name } of [canary, census]) {
      expect([name, lambdaOf({ stage }, name) !== undefined]).toEqual([name, runsCanary]);
    }
  },
);

test('the operator chooses whether they run', () => {
  expect(lambdaOf({ stage: 'dev', canary: 'true' }, canary.name)).toBeDefined();
  expect(lambdaOf({ stage: 'prod', canary: 'false' }, canary.name)).toBeUndefined();
  expect(() => synthesized({ canary: 'perhaps' })).toThrow(/canary/);
});

test('the canary goes the way of an app: over CloudFront, or the domain name where there is one', () => {
  const urlOf = (choices: Record<string, string>) =>
    JSON.stringify(
      lambdaOf({ stage: 'prod', ...choices }, canary.name)?.Properties['Environment'].Variables.API_URL,
    );
  expect(urlOf({})).toMatch(/Distribution.*DomainName.*\/v2/);
  const domain = {
    domainName: 'api.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0',
  };
  expect(urlOf(domain)).toBe('"https://api.example.com/v2"');
});

test('a run by the clock that fails is not repeated: the next one comes anyway', () => {
  const system = synthesized({ stage: 'prod' });
  const configured = system
    .resources('AWS::Lambda::EventInvokeConfig')
    .filter(({ Properties }) => Properties['MaximumRetryAttempts'] === 0)
    .map(({ Properties }) => JSON.stringify(Properties['FunctionName']));
  for (const name of ['Canary', 'Census', 'Purge']) {
    expect(configured).toContainEqual(expect.stringContaining(`${name}Function`));
  }
});
