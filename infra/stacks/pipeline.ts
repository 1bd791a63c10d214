import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';

interface PipelineProps {
  /** As GitHub's tokens name it: `owner/name`, or `owner@1234/name@5678` with the ids of both. */
  readonly repository: unknown;
  /** The repository's environment whose jobs may deploy. */
  readonly environment: string;
  /** The ARN of the account's provider of GitHub's tokens, of which there can be one; undefined makes it. */
  readonly provider: unknown;
}

/** The issuer and the audience of the tokens of GitHub's jobs. */
const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

const NAME = /^[\w.-]+(?:@\d+)?\/[\w.-]+(?:@\d+)?$/;

/** The roles of the CDK's bootstrap that a deployment works with: it has no rights of its own. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'lookup'];

/** The calls of the check before a deployment. */
const READS = [
  'acm:DescribeCertificate',
  'cloudformation:DescribeStacks',
  'lambda:GetAccountSettings',
  'rds:DescribeDBClusterSnapshots',
  'servicequotas:GetServiceQuota',
];

/** The role that a job of GitHub takes for a deployment, with a token of its own instead of a key that is kept. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { repository, environment, provider }: PipelineProps) {
    super(scope, id, { description: 'LiftLog: the role of the pipeline that deploys' });
    if (typeof repository !== 'string' || !NAME.test(repository)) {
      throw new Error('repository: must be <owner>/<name>, as the tokens of its jobs name it.');
    }
    const role = new iam.Role(this, 'Role', {
      description: `Deploys from ${repository}, environment ${environment}`,
      maxSessionDuration: Duration.hours(2),
      assumedBy: new iam.WebIdentityPrincipal(this.#providerArn(provider), {
        StringEquals: {
          [`${ISSUER}:aud`]: AUDIENCE,
          [`${ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
        },
      }),
    });
    const roles = BOOTSTRAP_ROLES.map((name) =>
      this.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `cdk-hnb659fds-${name}-role-${this.account}-${this.region}`,
      }),
    );
    role.addToPolicy(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: roles }));
    role.addToPolicy(new iam.PolicyStatement({ actions: READS, resources: ['*'] }));
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'Reads what a deployment depends on, before it is known what there is.',
    });
    new CfnOutput(this, 'RoleArn', {
      value: role.roleArn,
      description: "The variable AWS_ROLE_ARN of the repository's environment",
    });
  }

  #providerArn(given: unknown): string {
    if (typeof given === 'string') return given;
    return new iam.OidcProviderNative(this, 'GitHub', { url: `https://${ISSUER}`, clientIds: [AUDIENCE] })
      .oidcProviderArn;
  }
}
