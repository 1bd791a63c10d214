import { z } from 'zod';
import { DataApiError } from './errors.ts';

const User = z.object({ username: z.string().min(1), password: z.string().min(1) });

/**
 * Reads the user in a secret.
 *
 * @throws InvalidSecretException when there is none in it.
 */
export function userOf(secret: string): z.infer<typeof User> {
  try {
    return User.parse(JSON.parse(secret));
  } catch (cause) {
    const message = "The Secrets Manager secret used with the request isn't valid.";
    throw new DataApiError('InvalidSecretException', message, { cause });
  }
}
