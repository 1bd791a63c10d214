import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';

/** Calls that one address may make in five minutes: enough for a gym behind one address, not for a stadium. */
const CALLS_PER_ADDRESS = 3_000;

/**
 * The web ACL that the operator chose: one of their own, or a new one that blocks addresses that call too often.
 * CloudFront accepts only a web ACL in us-east-1.
 *
 * @returns its ARN, or undefined when none was chosen.
 */
export function firewall(scope: Construct, { firewall: chosen, stageName }: Options): string | undefined {
  if (chosen !== 'true') return chosen;
  const visibility = (metricName: string) => ({
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false,
    metricName,
  });
  const acl = new CfnWebACL(scope, 'Firewall', {
    description: `LiftLog ${stageName}: blocks addresses that call too often`,
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visibility(`liftlog-${stageName}`),
    rules: [
      {
        name: 'too-often',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: CALLS_PER_ADDRESS, aggregateKeyType: 'IP' } },
        visibilityConfig: visibility(`liftlog-${stageName}-too-often`),
      },
    ],
  });
  return acl.attrArn;
}
