import * as iam from 'aws-cdk-lib/aws-iam';
import type { Options } from '../options.ts';

/** A cluster, as callers of its Data API see it. */
export interface Cluster {
  readonly clusterArn: string;
  /** The secret of the user who owns the databases. */
  readonly secretArn: string;
  /** The cluster's name in metrics. */
  readonly identifier: string;
}

/** ARNs of the secrets of the users who may each access one database. */
export interface DatabaseUsers {
  readonly userData: string;
  readonly rateLimit: string;
}

/** The settings and rights that a function needs to call the Data API of a cluster. */
export interface DatabaseAccess {
  readonly environment: Readonly<Record<string, string>>;
  grant(role: iam.Role): void;
}

/**
 * Access to a cluster's databases. IAM does not know databases: access is limited by the users whose secrets it
 * includes.
 */
export class Databases {
  readonly userData: DatabaseAccess;
  readonly rateLimit: DatabaseAccess;
  readonly both: DatabaseAccess;
  /** Access as the user who owns both databases and creates the other users. */
  readonly owner: DatabaseAccess;

  /** @param users if undefined, all access is as the owner. */
  constructor(cluster: Cluster, users: DatabaseUsers | undefined, options: Options) {
    const owner = { DATABASE_SECRET_ARN: cluster.secretArn };
    const userData = users === undefined ? owner : { USER_DATA_SECRET_ARN: users.userData };
    const rateLimit = users === undefined ? owner : { RATE_LIMIT_SECRET_ARN: users.rateLimit };
    this.userData = access(cluster, userData, options);
    this.rateLimit = access(cluster, rateLimit, options);
    this.both = access(cluster, { ...userData, ...rateLimit }, options);
    this.owner = access(cluster, { ...owner, ...userData, ...rateLimit }, options, TRANSACTIONS);
  }
}

/** Only migrations use transactions: a request's locks end with each statement. */
const TRANSACTIONS = [
  'rds-data:BeginTransaction',
  'rds-data:CommitTransaction',
  'rds-data:RollbackTransaction',
];

function access(
  { clusterArn }: Cluster,
  secrets: Readonly<Record<string, string>>,
  { settings, dataApiUrl }: Options,
  further: readonly string[] = [],
): DatabaseAccess {
  return {
    environment: {
      DATABASE_CLUSTER_ARN: clusterArn,
      ...secrets,
      ...settings,
      ...(dataApiUrl !== undefined && { AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl }),
    },
    // The Data API reads the secret with the caller's rights.
    grant: (role) => {
      role.addToPolicy(
        new iam.PolicyStatement({
          actions: ['rds-data:ExecuteStatement', ...further],
          resources: [clusterArn],
        }),
      );
      role.addToPolicy(
        new iam.PolicyStatement({
          actions: ['secretsmanager:GetSecretValue'],
          resources: Object.values(secrets),
        }),
      );
    },
  };
}
