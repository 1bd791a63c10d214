import { CrossStackReferences, Duration, ReferenceStrength, RemovalPolicies } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { settings } from '../../lib/config.ts';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { Cluster } from './database-access.ts';
import { removalPolicy } from './removal-policy.ts';

/** The tests run on the same major version. RDS upgrades minor versions automatically. */
const ENGINE = rds.DatabaseClusterEngine.auroraPostgres({
  version: rds.AuroraPostgresEngineVersion.VER_17_9,
});

/**
 * Aurora PostgreSQL, Serverless v2, in an isolated network: the Data API is the only access. RDS creates the
 * password and rotates it every week.
 */
export class Aurora extends Construct implements Cluster {
  readonly clusterArn: string;
  readonly secretArn: string;
  readonly identifier: string;

  constructor(
    scope: Construct,
    id: string,
    { stage, standby, snapshot, isFirstDeployment, settings: chosen }: Options,
  ) {
    super(scope, id);
    const { minimumCapacity, maximumCapacity, pausesAfterMinutes } = stage.database;
    const vpc = isolatedNetwork(this);
    const shared = {
      engine: ENGINE,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [closedGroup(this, vpc)],
      writer: rds.ClusterInstance.serverlessV2('Writer'),
      readers: standby ? [rds.ClusterInstance.serverlessV2('Standby', { scaleWithWriter: true })] : [],
      serverlessV2MinCapacity: minimumCapacity,
      serverlessV2MaxCapacity: maximumCapacity,
      ...(minimumCapacity === 0 && { serverlessV2AutoPauseDuration: Duration.minutes(pausesAfterMinutes) }),
      enableDataApi: true,
      iamAuthentication: true,
      storageEncrypted: true,
      manageMasterUserPassword: true,
      backup: { retention: Duration.days(7) },
      copyTagsToSnapshot: true,
      // A creation that is rolled back has to be able to delete it.
      deletionProtection: stage.keepsData && !isFirstDeployment,
      removalPolicy: removalPolicy(stage),
      parameterGroup: new rds.ParameterGroup(this, 'Parameters', {
        engine: ENGINE,
        description: 'Logs slow statements, but not what people sent with them',
        parameters: { log_min_duration_statement: '1000', log_parameter_max_length: '0' },
      }),
    } satisfies rds.DatabaseClusterProps;
    const cluster =
      snapshot === undefined
        ? new rds.DatabaseCluster(this, 'Cluster', {
            ...shared,
            credentials: rds.Credentials.fromUsername('liftlog'),
            defaultDatabaseName: settings.parse(chosen).USER_DATA_DATABASE,
          })
        : new rds.DatabaseClusterFromSnapshot(this, 'Cluster', { ...shared, snapshotIdentifier: snapshot });
    // What is kept of the cluster needs its instances, and its network: a cluster restored from its backups is put there.
    RemovalPolicies.of(this).apply(removalPolicy(stage));
    // CloudFormation does not let a stage move to another cluster while exports of this one are in use.
    CrossStackReferences.of(cluster).produce(ReferenceStrength.WEAK);
    if (cluster.secret === undefined) throw new Error('The cluster has no secret with its managed password.');
    this.clusterArn = cluster.clusterArn;
    this.secretArn = cluster.secret.secretArn;
    this.identifier = cluster.clusterIdentifier;
    acknowledge(cluster, {
      'AwsSolutions-RDS11': 'The port does not matter: the security group allows no connections.',
      ...(!shared.deletionProtection && {
        'AwsSolutions-RDS10': stage.keepsData
          ? 'The first deployment ends with one that protects what has been made.'
          : 'This stage is disposable.',
      }),
    });
  }
}

/** Aurora must be in a network. This one has no gateway, so there is no traffic in or out. */
function isolatedNetwork(scope: Construct): ec2.IVpc {
  const vpc = new ec2.Vpc(scope, 'Network', {
    ipAddresses: ec2.IpAddresses.cidr('10.42.0.0/24'),
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Database', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
  });
  acknowledge(vpc, { 'AwsSolutions-VPC7': 'An isolated network has no traffic worth logging.' });
  // The class implements the interface, except under `exactOptionalPropertyTypes`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return vpc as ec2.IVpc;
}

/** A security group that allows no traffic: the Data API does not use the network. */
function closedGroup(scope: Construct, vpc: ec2.IVpc): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, 'NobodyIn', {
    vpc,
    description: 'Lets nobody in or out; the Data API needs no way through',
    allowAllOutbound: false,
  });
}
