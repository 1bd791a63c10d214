import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal-policy.ts';

/**
 * The keys of passwords' digests, by version. The first one is generated, others are added by hand. Do not change what
 * is generated: that would replace them all. If they are lost, passwords are hashed again, with no other loss.
 */
export function digestKeys(scope: Construct, { stage }: Options): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, 'DigestKey', {
    description: "LiftLog: keys of the passwords' digests, by version; the highest is the one in use",
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: '1',
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: removalPolicy(stage),
  });
  acknowledge(secret, {
    'AwsSolutions-SMG4':
      'A new key causes every password to be hashed again, so keys are added only for a reason.',
  });
  return secret;
}
