import { startApi } from './aws-api/api.ts';
import { ApiError } from './aws-api/errors.ts';
import { Faults } from './aws-api/faults.ts';
import type { ApiRequest } from './aws-api/request.ts';
import type { Operation } from './aws-api/server.ts';
import type { Api } from './aws-api/types.ts';

/** The stand-in's secret with the keys of passwords' digests. */
export const DIGEST_KEYS_ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:liftlog-digest-keys';

interface GetSecretValue {
  readonly arn: string;
}

/** Most bytes of a request. */
const REQUEST_BYTES = 4_096;

const secretsError = (name: string, message: string) => new ApiError(name, 400, { __type: name, message });

/**
 * Starts Secrets Manager's `GetSecretValue` on 127.0.0.1.
 *
 * @param secrets the current values by ARN; they may change.
 */
export function startSecretsManager(
  secrets: ReadonlyMap<string, string>,
): Promise<Api<GetSecretValue, Faults<GetSecretValue, string>>> {
  function parse({ headers, body }: ApiRequest): Operation<GetSecretValue> {
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') {
      throw secretsError('UnknownOperationException', 'Only GetSecretValue is supported.');
    }
    const arn = secretId(body);
    return {
      call: { arn },
      perform: () => {
        const value = secrets.get(arn);
        if (value === undefined) {
          const message = "Secrets Manager can't find the specified secret.";
          throw secretsError('ResourceNotFoundException', message);
        }
        return { status: 200, body: JSON.stringify({ ARN: arn, SecretString: value }) };
      },
    };
  }

  return startApi(
    { name: 'secretsmanager', bodyBytes: REQUEST_BYTES, makeError: secretsError, parse },
    new Faults<GetSecretValue, string>(),
  );
}

function secretId(body: Buffer): string {
  try {
    return String(JSON.parse(body.toString()).SecretId);
  } catch {
    throw secretsError('SerializationException', 'The request is not JSON');
  }
}
