import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';

/** Calls that one address may make in five minutes; a crowd behind one address is a gym, not a stadium. */
const CALLS_PER_ADDRESS = 3_000;

/**
 * The web ACL that the operator asked for: one of their own, or a new one that turns away addresses that call too
 * often. CloudFront takes one of us-east-1 only.
 *
 * @returns its ARN, or undefined when none was asked for.
 */
export function firewall(scope: Construct, { firewall: asked, stageName }: Options): string | undefined {
  if (asked !== 'true') return asked;
  const shown = (metricName: string) => ({
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false,
    metricName,
  });
  const acl = new CfnWebACL(scope, 'Firewall', {
    description: `LiftLog ${stageName}: turns away who calls too often`,
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: shown(`liftlog-${stageName}`),
    rules: [
      {
        name: 'too-often',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: CALLS_PER_ADDRESS, aggregateKeyType: 'IP' } },
        visibilityConfig: shown(`liftlog-${stageName}-too-often`),
      },
    ],
  });
  return acl.attrArn;
}
