import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal-policy.ts';

/**
 * The keys of passwords' digests, by version. Begins with a first one; others are added by hand, and what is generated
 * here must stay, or it would replace them all. If they are lost, passwords are hashed once more, and no more is lost.
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
      'Each new key has every user hashed once more: one is added when there is a reason to.',
  });
  return secret;
}
