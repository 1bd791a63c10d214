import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { MINUTES_5 } from './log-metrics.ts';

/**
 * The metrics of CloudFront, which counts in us-east-1, wherever the rest is. Source: "Types of metrics for CloudFront",
 * Amazon CloudFront Developer Guide: by DistributionId and Region, which is Global.
 */
export const edgeMetrics =
  (distributionId: string) => (metricName: 'Requests' | '4xxErrorRate' | '5xxErrorRate') =>
    new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
      region: 'us-east-1',
      statistic: metricName === 'Requests' ? 'Sum' : 'Average',
      period: MINUTES_5,
    });
