import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal-policy.ts';

/**
 * A secret of keys by version. The first one is generated, others are added by hand. Do not change what is generated:
 * that would replace them all.
 *
 * @param withoutRotation why Secrets Manager does not replace them by itself.
 */
function versionedKeys(
  scope: Construct,
  id: string,
  { stage }: Options,
  description: string,
  withoutRotation: string,
): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, id, {
    description,
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: '1',
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: removalPolicy(stage),
  });
  acknowledge(secret, { 'AwsSolutions-SMG4': withoutRotation });
  return secret;
}

/** The keys of passwords' digests. If they are lost, passwords are hashed again, with no other loss. */
export const digestKeys = (scope: Construct, options: Options): secretsmanager.Secret =>
  versionedKeys(
    scope,
    'DigestKey',
    options,
    "LiftLog: keys of the passwords' digests, by version; the highest is the one in use",
    'A new key causes every password to be hashed again, so keys are added only for a reason.',
  );

/** The keys that CloudFront calls the APIs with. */
export const originKeys = (scope: Construct, options: Options): secretsmanager.Secret =>
  versionedKeys(
    scope,
    'OriginKey',
    options,
    'LiftLog: keys that CloudFront calls the APIs with, by version',
    'CloudFront and the APIs have to change it together, as a deployment does.',
  );
