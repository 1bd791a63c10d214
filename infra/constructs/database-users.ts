import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { settings } from '../../lib/config.ts';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { DatabaseUsers } from './database-access.ts';
import { removalPolicy } from './removal-policy.ts';

/** The secrets of the users that the migrations create, each named after its database. */
export function databaseUsers(scope: Construct, options: Options): DatabaseUsers {
  const { USER_DATA_DATABASE, RATE_LIMIT_DATABASE } = settings.parse(options.settings);
  return {
    userData: userSecret(scope, 'UserData', USER_DATA_DATABASE, options),
    rateLimit: userSecret(scope, 'RateLimit', RATE_LIMIT_DATABASE, options),
  };
}

/** @param id becomes part of the ARN, which the Data API limits to 100 characters. @returns the ARN. */
function userSecret(scope: Construct, id: string, username: string, { stage }: Options): string {
  const secret = new secretsmanager.Secret(scope, id, {
    description: `LiftLog: the user of the database ${username}`,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username }),
      generateStringKey: 'password',
      passwordLength: 40,
      excludePunctuation: true,
    },
    removalPolicy: removalPolicy(stage),
  });
  acknowledge(secret, {
    'AwsSolutions-SMG4':
      'The migrations set the password in the database: to rotate it, change it here and run them.',
  });
  return secret.secretArn;
}
