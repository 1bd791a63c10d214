import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction, type IVersion, type VersionOptions } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { ApiFunction } from './api-function.ts';

/** The alias of each function that callers reach. */
export const LIVE = 'live';

/** Percent of a function's calls that may fail in a minute: a fifth of the tenth that a new version gets first. */
const TOLERATED = 2;

/**
 * Lines in a function's log that tell of a failed call: ours and the runtime's of an error, whatever the client was told,
 * and Lambda's of a process that ended or took too long. Source: "Lambda Telemetry API Event schema reference", AWS Lambda
 * Developer Guide: the status of a platform.report.
 */
const FAILED = '{ ($.level = "ERROR") || ($.record.status = "error") || ($.record.status = "timeout") }';

const MINUTE = Duration.minutes(1);

/** Versions that served stay, for calls that still run on them; one that was taken back goes. */
export const keptVersions: VersionOptions = { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };

/** The policy with which CodeDeploy moves an alias. */
const POLICY = 'service-role/AWSCodeDeployRoleForLambdaLimited';

/** The alias, whose version has as many warm environments as are kept for the function. */
export function liveAlias(released: ApiFunction): Alias {
  const { lambda, provisioned } = released;
  return new Alias(released, 'Live', {
    aliasName: LIVE,
    // The class implements the interface, except under `exactOptionalPropertyTypes`.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    version: lambda.currentVersion as IVersion,
    ...(provisioned !== undefined && { provisionedConcurrentExecutions: provisioned }),
  });
}

/** As its callers take it: the class implements the interface, except under `exactOptionalPropertyTypes`. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const asFunction = (alias: Alias): IFunction => alias as IFunction;

/**
 * Moves callers to a new version of a function: a tenth of its calls for ten minutes, then all. When too many fail,
 * CodeDeploy takes the function back, and CloudFormation the stack. The alarms that judge are here and not among those
 * for people: an alarm has to exist before the deployment that it judges.
 */
export class Releases extends Construct {
  readonly #application: codedeploy.LambdaApplication;
  readonly #role: iam.Role;
  readonly #options: Options;

  constructor(scope: Construct, id: string, options: Options) {
    super(scope, id);
    this.#options = options;
    this.#application = new codedeploy.LambdaApplication(this, 'Application');
    this.#role = new iam.Role(this, 'Role', {
      description: 'Moves callers to new versions of the functions',
      assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
    });
    acknowledge(this.#role, {
      [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${POLICY}]`]:
        'CodeDeploy has no other policy for moving an alias, and says nowhere what else it needs.',
    });
  }

  /** @returns the alias through which callers reach the function. */
  aliasOf(released: ApiFunction): IFunction {
    const alias = liveAlias(released);
    const isAtOnce = this.#options.release === 'at-once';
    new codedeploy.LambdaDeploymentGroup(released, 'Release', {
      application: this.#application,
      role: this.#role,
      alias,
      deploymentConfig: isAtOnce
        ? codedeploy.LambdaDeploymentConfig.ALL_AT_ONCE
        : codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
      alarms: [this.#judge(released)],
      // During an outage the alarm would stop the release that ends it.
      ignoreAlarmConfiguration: isAtOnce,
    });
    return asFunction(alias);
  }

  #judge(released: ApiFunction): Alarm {
    const { lambda, logGroup, name } = released;
    const failed = new MetricFilter(released, 'Failures', {
      logGroup,
      filterPattern: FilterPattern.literal(FAILED),
      metricNamespace: `LiftLog/${this.#options.stageName}`,
      metricName: `Failures of ${name}`,
    }).metric({ statistic: 'Sum', period: MINUTE });
    return new Alarm(released, 'Fails', {
      alarmDescription: `Judges releases of ${name}: takes one back when more than ${TOLERATED} % of the calls fail in a minute.`,
      metric: new MathExpression({
        expression: '100 * failed / calls',
        usingMetrics: { failed, calls: lambda.metricInvocations({ statistic: 'Sum', period: MINUTE }) },
        period: MINUTE,
        label: 'Failed calls, %',
      }),
      threshold: TOLERATED,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
