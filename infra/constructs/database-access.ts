import * as iam from 'aws-cdk-lib/aws-iam';
import type { Options } from '../options.ts';

/** A cluster, as those see it who call its Data API. */
export interface Cluster {
  readonly clusterArn: string;
  readonly secretArn: string;
  /** The cluster's name in metrics. */
  readonly identifier: string;
}

/** What a function needs to call the Data API of one cluster: settings and rights. */
export class DatabaseAccess {
  readonly environment: Readonly<Record<string, string>>;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster, { settings, dataApiUrl }: Options) {
    this.#cluster = cluster;
    this.environment = {
      DATABASE_CLUSTER_ARN: cluster.clusterArn,
      DATABASE_SECRET_ARN: cluster.secretArn,
      ...settings,
      ...(dataApiUrl !== undefined && { AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl }),
    };
  }

  /** The Data API reads the secret in the caller's name. */
  grant(role: iam.Role): void {
    const { clusterArn, secretArn } = this.#cluster;
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: [
          'rds-data:ExecuteStatement',
          'rds-data:BeginTransaction',
          'rds-data:CommitTransaction',
          'rds-data:RollbackTransaction',
        ],
        resources: [clusterArn],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] }),
    );
  }
}
