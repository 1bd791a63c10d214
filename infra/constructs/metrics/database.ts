import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StageName } from '../../stages.ts';
import { logMetrics, MINUTES_5, metricOf } from './log-metrics.ts';

/** The metrics of the cluster, and of what is in it. */
export function databaseMetrics(stageName: StageName, clusterIdentifier: string) {
  return {
    /**
     * Source: "Performance and scaling for Aurora Serverless v2", Amazon Aurora User Guide: of a cluster, by
     * DBClusterIdentifier, averages of its instances.
     */
    cluster: (metricName: 'ACUUtilization' | 'ServerlessDatabaseCapacity' | 'DatabaseConnections') =>
      new Metric({
        namespace: 'AWS/RDS',
        metricName,
        dimensionsMap: { DBClusterIdentifier: clusterIdentifier },
        statistic: metricName === 'DatabaseConnections' ? 'Maximum' : 'Average',
        period: MINUTES_5,
      }),
    retries: metricOf(logMetrics.databaseRetries, stageName),
    resumes: metricOf(logMetrics.databaseResumes, stageName),
    /** Estimates of the census. */
    users: metricOf(logMetrics.users, stageName, 'Maximum'),
    events: metricOf(logMetrics.events, stageName, 'Maximum'),
  };
}
