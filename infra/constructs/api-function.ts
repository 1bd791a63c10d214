import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { DatabaseAccess } from './database-access.ts';
import { toId } from './naming.ts';
import { asFunction, keptVersions, LIVE, liveAlias, type Releases } from './releases.ts';

export interface ApiFunctionProps {
  /** The function's file below `functions/`, without `.ts`; its bundle is in the folder of that name in `dist/`. */
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  readonly timeout: Duration;
  readonly memoryMegabytes: number;
  /** Reserved concurrency; by default, none. */
  readonly concurrency?: number | undefined;
  /** Environments that are kept warm, which callers reach through an alias; by default, none. */
  readonly provisioned?: number | undefined;
  /** The databases that it may access; by default, none. */
  readonly database?: DatabaseAccess | undefined;
  /** The secret that it may read, which also gives it the settings of metered calls; by default, none. */
  readonly secrets?: secretsmanager.Secret | undefined;
  /** The keys of passwords' digests, for a function that handles passwords. */
  readonly digestKeys?: secretsmanager.Secret | undefined;
  /** Brings new versions to callers, who then reach the function through an alias; by default, they are there at once. */
  readonly releases?: Releases | undefined;
}

/** A bundle as a Lambda function with its own role, which grants what the properties name and nothing else. */
export class ApiFunction extends Construct {
  readonly name: string;
  readonly timeout: Duration;
  readonly lambda: lambda.Function;
  readonly provisioned: number | undefined;
  /** The function itself or its alias: callers invoke this. */
  readonly entry: lambda.IFunction;
  readonly #qualifier: string;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, props: ApiFunctionProps) {
    super(scope, toId(props.name));
    const { name, options, database, secrets, digestKeys, provisioned, releases } = props;
    const hasAlias = releases !== undefined || provisioned !== undefined;
    this.name = name;
    this.timeout = props.timeout;
    this.provisioned = provisioned;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: options.stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', {
      description: `Permissions of the function ${name}`,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    this.logGroup.grantWrite(role);
    this.lambda = new lambda.Function(this, 'Function', {
      description: props.summary,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture:
        options.architecture === 'arm64' ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64,
      code: lambda.Code.fromAsset(`dist/${name}`, { exclude: ['*.map', '*.LEGAL.txt'] }),
      handler: 'index.handler',
      role,
      timeout: props.timeout,
      memorySize: props.memoryMegabytes,
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
      ...(hasAlias && { currentVersionOptions: keptVersions }),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup: this.logGroup,
      environment: {
        ...database?.environment,
        ...(secrets && {
          STAGE: options.stageName,
          SECRETS_ARN: secrets.secretArn,
          ...options.plannerSettings,
        }),
        ...(digestKeys && { DIGEST_KEYS_ARN: digestKeys.secretArn }),
      },
    });
    database?.grant(role);
    for (const secret of [secrets, digestKeys]) if (secret !== undefined) mayRead(role, secret);
    this.#qualifier = hasAlias ? `:${LIVE}` : '';
    this.entry = hasAlias ? (releases?.aliasOf(this) ?? asFunction(liveAlias(this))) : this.lambda;
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resources to restrict the permission to.',
    });
  }

  /** The name that functions invoke it by. It does not refer to the alias, which would wait for its release. */
  get entryName(): string {
    return `${this.lambda.functionName}${this.#qualifier}`;
  }

  /** Grants another function the right to invoke this one. */
  grantStart(other: ApiFunction): void {
    const resources = [`${this.lambda.functionArn}${this.#qualifier}`];
    other.lambda.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
  }

  /** Grants the right to post to every connection of a stage of a WebSocket API. */
  grantPost(api: IApi, stageName: string): void {
    const stack = Stack.of(this);
    const connections = `${stageName}/POST/@connections/*`;
    const resource = stack.formatArn({
      service: 'execute-api',
      resource: api.apiId,
      resourceName: connections,
    });
    this.lambda.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [resource] }),
    );
    const id = `<${stack.resolve(api.apiId).Ref}>`;
    const arn = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:${id}/${connections}`;
    acknowledge(this, {
      [`AwsSolutions-IAM5[Resource::${arn}]`]: 'The connections are not known in advance.',
    });
  }
}

function mayRead(role: iam.Role, secret: secretsmanager.Secret): void {
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
  );
}
