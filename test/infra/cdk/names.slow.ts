import { expect, test } from 'vitest';
import { resolve } from '../../support/cdk/policy.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';

/** Of these, an account has one of each name, whichever region it was made in. */
const accountWide: Readonly<Record<string, (properties: any) => string | undefined>> = {
  'AWS::Budgets::Budget': ({ Budget }) => Budget.BudgetName,
  'AWS::CloudFront::CachePolicy': ({ CachePolicyConfig }) => CachePolicyConfig.Name,
  'AWS::CloudFront::Function': ({ Name }) => Name,
  'AWS::CloudFront::OriginRequestPolicy': ({ OriginRequestPolicyConfig }) => OriginRequestPolicyConfig.Name,
  'AWS::CloudFront::ResponseHeadersPolicy': ({ ResponseHeadersPolicyConfig }) =>
    ResponseHeadersPolicyConfig.Name,
  'AWS::CloudWatch::Dashboard': ({ DashboardName }) => DashboardName,
  'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) => ManagedPolicyName,
  'AWS::IAM::Role': ({ RoleName }) => RoleName,
  'AWS::S3::Bucket': ({ BucketName }) => BucketName,
};

const namesOf = (stage: string): string[] =>
  synthesized({ stage })
    .resources()
    .flatMap(({ Type, Properties }) => resolve(accountWide[Type]?.(Properties)) ?? []);

test('a name that the whole account shares has the stage and the region in it', () => {
  const names = namesOf('staging');
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    expect(name).toMatch(/staging/);
    expect(name).toMatch(/eu-west-1/);
  }
  expect(new Set(names).size).toBe(names.length);
});

test('two stages of one account and region share no name', () => {
  const dev = namesOf('dev');
  expect(namesOf('prod').filter((name) => dev.includes(name))).toEqual([]);
});

test("a function's variables fit Lambda's 4 KB, or the choice is refused", () => {
  const choices = (bytes: number) => ({ GOOGLE_PACKAGE_NAME: 'x'.repeat(bytes) });
  expect(() => synthesized(choices(3_000))).toThrow(/settings are 3019 bytes/);
  for (const { Properties } of synthesized(choices(2_400)).lambdas()) {
    const variables = Properties['Environment']?.Variables ?? {};
    // An ARN, an id or a name that only a deployment knows has fewer characters than how a template refers to it.
    expect(JSON.stringify(variables).length).toBeLessThan(4_096);
  }
});
