import { readFile } from 'node:fs/promises';
import { JWT } from 'google-auth-library';
import * as z from 'zod/mini';
import { askStore } from './ask.ts';
import { StoreNotConfiguredError, StoreUnavailableError } from './store.ts';

/** A service account's key in Google's format. */
const serviceAccount = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.optional(z.string()),
  token_uri: z._default(z.url(), 'https://oauth2.googleapis.com/token'),
});

const accessToken = z.object({ access_token: z.string().check(z.minLength(1)) });

const SCOPE = 'https://www.googleapis.com/auth/androidpublisher';

/**
 * Gets an access token for Google Play's API, cached until it expires.
 *
 * @param credentials the service account's key as JSON, or the path of a file that holds it.
 * @param timeout milliseconds for one attempt.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function signInToGoogle(credentials: string, timeout: number): Promise<string> {
  if (known?.credentials !== credentials) {
    known = { credentials, client: toClient(await readServiceAccount(credentials), timeout) };
  }
  const { token } = await known.client.getAccessToken().catch(throwStoreError);
  if (token) return token;
  throw new StoreUnavailableError('Google returned an empty access token.');
}

/** If Google is available, the key is wrong: it can't sign, or Google rejected its signature. */
function throwStoreError(cause: unknown): never {
  if (isUnavailable(cause)) throw new StoreUnavailableError('Google returned no access token.', { cause });
  throw new StoreNotConfiguredError(
    'Google rejected the key in GOOGLE_APPLICATION_CREDENTIALS. Create a new key for the service account, and check the clock of this machine.',
    { cause },
  );
}

/** The library wraps the errors of its `fetch`. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof StoreUnavailableError || (error instanceof Error && isUnavailable(error.cause));

/** Discards the access token, for when Google has revoked it early. */
export function signOutOfGoogle(): void {
  known = undefined;
}

let known: { readonly credentials: string; readonly client: JWT } | undefined;

async function readServiceAccount(credentials: string): Promise<z.output<typeof serviceAccount>> {
  const isJson = credentials.trimStart().startsWith('{');
  try {
    const json = isJson ? credentials : await readFile(credentials, 'utf8');
    const account = serviceAccount.parse(JSON.parse(withEscapedLines(json)));
    return { ...account, private_key: account.private_key.replaceAll(String.raw`\n`, '\n') };
  } catch {
    // The error would quote the key.
    throw new StoreNotConfiguredError(
      'GOOGLE_APPLICATION_CREDENTIALS is neither a service account key as JSON nor the path of one.',
    );
  }
}

/** Restores line breaks that a shell or an `.env` file made from a string's `\n`, and that JSON doesn't allow. */
const withEscapedLines = (json: string) =>
  json.replace(/"(?:[^"\\]|\\.)*"/gs, (text) => text.replaceAll('\n', String.raw`\n`));

function toClient(account: z.output<typeof serviceAccount>, timeout: number): JWT {
  return new JWT({
    email: account.client_email,
    key: account.private_key,
    ...(account.private_key_id !== undefined && { keyId: account.private_key_id }),
    scopes: [SCOPE],
    transporterOptions: {
      // The library supports only one address and has its own timeouts.
      fetchImplementation: async (_, init) => {
        const { method, headers, body } = init ?? {};
        const request = {
          ...(method !== undefined && { method }),
          ...(headers !== undefined && { headers }),
          ...(body != null && { body }),
        };
        const response = await askStore(new URL(account.token_uri), { ...request, timeout });
        if (response.status < 300 && !accessToken.safeParse(response.body).success) {
          throw new StoreUnavailableError('Google returned an unexpected response to the sign-in.');
        }
        return Response.json(response.body, { status: response.status });
      },
      retryConfig: { retry: 0, noResponseRetries: 0 },
    },
  });
}
