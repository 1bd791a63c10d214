import * as iam from 'aws-cdk-lib/aws-iam';
import type { Options } from '../options.ts';

/** A cluster, as those see it who call its Data API. */
export interface Cluster {
  readonly clusterArn: string;
  /** Of the user who owns the databases. */
  readonly secretArn: string;
  /** The cluster's name in metrics. */
  readonly identifier: string;
}

/** ARNs of the secrets of users who may work with one database each. */
export interface DatabaseUsers {
  readonly userData: string;
  readonly rateLimit: string;
}

/** What a function needs to call the Data API of one cluster: settings and rights. */
export interface DatabaseAccess {
  readonly environment: Readonly<Record<string, string>>;
  grant(role: iam.Role): void;
}

/** The ways to a cluster's databases. IAM knows no databases: a way leads as far as the users do whose secrets it has. */
export class Databases {
  readonly userData: DatabaseAccess;
  readonly rateLimit: DatabaseAccess;
  readonly both: DatabaseAccess;
  /** As the user who owns both, and creates the others. */
  readonly owner: DatabaseAccess;

  /** @param users without them, the owner does all the work. */
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

/** Only migrations open any: a request's locks end with each of its statements. */
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
    // The Data API reads the secret in the caller's name.
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
