import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Options } from '../options.ts';

/** Where alarms go. CloudWatch and Budgets may not use AWS's own key for SNS, so the topic has one of its own. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { alarmEmail, stageName }: Options) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', {
      description: `LiftLog ${stageName}: encrypts alarms on their way`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
    const budgets = new iam.ServicePrincipal('budgets.amazonaws.com');
    for (const publisher of [cloudWatch, budgets]) {
      key.grant(publisher, 'kms:Decrypt', 'kms:GenerateDataKey*');
    }
    const stack = Stack.of(this);
    const alarms = stack.formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const budgetsOfThisAccount = stack.formatArn({
      service: 'budgets',
      region: '',
      resource: '*',
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    this.topic = new sns.Topic(this, 'Topic', {
      displayName: `LiftLog ${stageName} alarms`,
      masterKey: key,
      enforceSSL: true,
    });
    // A policy of one's own takes the place of SNS's, which lets the whole account in. Source: AWS re:Post, "Why didn't
    // I receive an SNS notification for my CloudWatch alarm trigger?"
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { ArnLike: { 'aws:SourceArn': alarms } },
      }),
    );
    // Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications".
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'BudgetsOfThisAccount',
        principals: [budgets],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': budgetsOfThisAccount },
        },
      }),
    );
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
  }
}
