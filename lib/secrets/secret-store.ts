import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { sdkRequestHandler } from '../sdk-request-handler.ts';

export type Secret = Readonly<Record<string, string | undefined>>;

interface ReadOptions {
  readonly abortSignal?: AbortSignal;
}

/**
 * Connects to Secrets Manager, whose secrets are JSON objects.
 *
 * @returns a function that reads a secret by its ARN; `setting` names it in errors, which never quote its value.
 */
export function openSecretStore(): (arn: string, setting: string, options?: ReadOptions) => Promise<Secret> {
  const client = new SecretsManagerClient({
    requestHandler: sdkRequestHandler(5_000),
  });
  return async (arn, setting, options) => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }), options);
    return parseObject(SecretString, setting);
  };
}

function parseObject(text: string, setting: string): Secret {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value));
    }
  } catch {
    // The error would quote the secret.
  }
  throw new Error(`The secret of ${setting} is not a JSON object.`);
}
