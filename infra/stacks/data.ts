import { Arn, ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Aurora } from '../constructs/aurora.ts';
import { type Cluster, Databases } from '../constructs/database-access.ts';
import { databaseUsers } from '../constructs/database-users.ts';
import { removalPolicy } from '../constructs/removal-policy.ts';
import { digestKeys, originKeys } from '../constructs/versioned-keys.ts';
import { databaseSource, type ExistingDatabase, type Options } from '../options.ts';

/** The resources that must outlive everything else: the cluster with both databases, and the secrets. */
export class DataStack extends Stack {
  readonly cluster: Cluster;
  readonly databases: Databases;
  readonly secrets: secretsmanager.Secret;
  /** Undefined where functions can't read it. */
  readonly digestKeys: secretsmanager.Secret | undefined;
  readonly originKeys: secretsmanager.Secret;

  constructor(scope: Construct, id: string, options: Options) {
    super(scope, id, {
      description: `LiftLog ${options.stageName}: the database and the secrets`,
      // A first creation that failed can only be deleted, which this would refuse.
      terminationProtection: options.stage.keepsData && !options.isFirstDeployment,
    });
    this.cluster =
      options.database === undefined ? new Aurora(this, 'Database', options) : existing(options.database);
    // A Data API that is not AWS's knows no secrets of AWS's, nor do its functions.
    const isOnAws = options.dataApiUrl === undefined;
    const users = isOnAws ? databaseUsers(this, options) : undefined;
    this.databases = new Databases(this.cluster, users, options);
    this.secrets = plannerSecrets(this, options);
    this.digestKeys = isOnAws ? digestKeys(this, options) : undefined;
    this.originKeys = originKeys(this, options);
    new CfnOutput(this, 'DatabaseSource', {
      value: databaseSource(options),
      description: 'What the database was made of; another deployment has to say the same',
    });
    new CfnOutput(this, 'ClusterArn', { value: this.cluster.clusterArn });
    new CfnOutput(this, 'DatabaseSecretArn', { value: this.cluster.secretArn });
    if (users !== undefined) {
      new CfnOutput(this, 'UserDataSecretArn', { value: users.userData });
      new CfnOutput(this, 'RateLimitSecretArn', { value: users.rateLimit });
    }
    if (this.digestKeys !== undefined) {
      new CfnOutput(this, 'DigestKeysArn', {
        value: this.digestKeys.secretArn,
        description: "Holds the keys of passwords' digests, by version; made by itself",
      });
    }
    new CfnOutput(this, 'OriginKeyArn', {
      value: this.originKeys.secretArn,
      description: 'Holds the keys that CloudFront calls the APIs with, by version; made by itself',
    });
    new CfnOutput(this, 'SecretsArn', {
      value: this.secrets.secretArn,
      description: 'Holds the keys of the stores and the model, as JSON; yours to fill in',
    });
  }
}

function existing({ clusterArn, secretArn }: ExistingDatabase): Cluster {
  const { resourceName = '' } = Arn.split(clusterArn, ArnFormat.COLON_RESOURCE_NAME);
  return { clusterArn, secretArn, identifier: resourceName };
}

/** Begins with a web key of its own and nothing else. What is generated here must stay, or it would replace it all. */
function plannerSecrets(scope: Construct, { stage }: Options): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, 'Secrets', {
    description: 'LiftLog: keys of the stores and of the model, by the names in lib/planner-config.ts',
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'WEB_AUTH_API_KEY',
      passwordLength: 40,
      excludePunctuation: true,
    },
    removalPolicy: removalPolicy(stage),
  });
  acknowledge(secret, {
    'AwsSolutions-SMG4':
      'The keys are made by the stores and the model, who offer no way of changing them by a program.',
  });
  return secret;
}
