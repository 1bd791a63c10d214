import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { PipelineStack } from '../../../infra/stacks/pipeline.ts';

function templateOf(repository: unknown, provider?: string): Template {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new PipelineStack(app, 'liftlog-pipeline', { repository, environment: 'prod', provider });
  app.synth();
  return Template.fromStack(stack);
}

const roleOf = (template: Template) => Object.values<any>(template.findResources('AWS::IAM::Role'))[0];
const statementsOf = (template: Template) =>
  Object.values<any>(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );

test.for(['someone/liftlog-api', 'someone@12345/liftlog-api@678'])(
  'only jobs of %s in its environment take the role',
  (repository) => {
    const [statement, ...more] = roleOf(templateOf(repository)).Properties.AssumeRolePolicyDocument.Statement;
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' });
    expect(statement.Condition).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': `repo:${repository}:environment:prod`,
      },
    });
  },
);

test('the role may take those of the bootstrap and read, and nothing else', () => {
  const [assume, read, ...more] = statementsOf(templateOf('someone/liftlog-api'));
  expect(more).toEqual([]);
  expect(assume.Action).toBe('sts:AssumeRole');
  expect(JSON.stringify(assume.Resource)).not.toContain('*');
  expect(assume.Resource).toHaveLength(3);
  expect(read.Action).toSatisfy((actions: string[]) =>
    actions.every((action) => /:(Describe|Get)/.test(action)),
  );
});

test('an account that trusts GitHub already keeps its provider', () => {
  const arn = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
  const template = templateOf('someone/liftlog-api', arn);
  template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  const [statement] = roleOf(template).Properties.AssumeRolePolicyDocument.Statement;
  expect(statement.Principal).toEqual({ Federated: arn });
  templateOf('someone/liftlog-api').resourceCountIs('AWS::IAM::OIDCProvider', 1);
});

test.for([undefined, 'someone', '*/*', 'someone/*', 'someone/liftlog-api:environment:prod'])(
  'a repository that is none is refused: %s',
  (repository) => {
    expect(() => templateOf(repository)).toThrow(/repository/);
  },
);
