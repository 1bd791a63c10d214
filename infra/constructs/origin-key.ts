import { CfnApiKey, CfnUsagePlan, CfnUsagePlanKey } from 'aws-cdk-lib/aws-apigateway';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { hubs } from '../../lib/contract/index.ts';
import { CSHARP_STAGE, V2_STAGE } from '../../lib/contract/stages.ts';
import type { Options } from '../options.ts';

/** The header in which API Gateway looks for a key. */
const HEADER = 'x-api-key';

/** Both APIs, as far as a key opens them. */
export interface OriginApis {
  readonly restApiId: string;
  readonly socketApiId: string;
}

/**
 * The key that CloudFront sends with each call. API Gateway asks for it once a firewall is chosen. It is sent in any
 * case, so that none is missed when the APIs, which are deployed before CloudFront, begin to ask.
 */
export class OriginKey extends Construct {
  /** The header that CloudFront adds to a call. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    { stageName, originKeys: versions }: Options,
    secret: Secret,
    { restApiId, socketApiId }: OriginApis,
  ) {
    super(scope, id);
    const stages = [
      ...[V2_STAGE, CSHARP_STAGE].map((stage) => ({ apiId: restApiId, stage })),
      ...hubs.map(({ path }) => ({ apiId: socketApiId, stage: path.slice(1) })),
    ];
    const plan = new CfnUsagePlan(this, 'Plan', {
      description: `LiftLog ${stageName}: what CloudFront may call`,
      apiStages: stages,
    });
    // CloudFormation puts the value in when it deploys: the template says where it is.
    const valueOf = (version: string) => secret.secretValueFromJson(version).unsafeUnwrap();
    for (const version of versions) {
      const key = new CfnApiKey(this, `Key${version}`, {
        description: `LiftLog ${stageName}: CloudFront's, version ${version}`,
        enabled: true,
        value: valueOf(version),
      });
      new CfnUsagePlanKey(this, `PlanKey${version}`, {
        keyId: key.attrApiKeyId,
        keyType: 'API_KEY',
        usagePlanId: plan.attrId,
      });
    }
    const [sent = ''] = versions;
    this.headers = { [HEADER]: valueOf(sent) };
  }
}
