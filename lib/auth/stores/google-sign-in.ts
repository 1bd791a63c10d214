import { readFile } from 'node:fs/promises';
import { JWT } from 'google-auth-library';
import * as z from 'zod/mini';
import { askStore } from './ask.ts';
import { StoreNotConfiguredError, StoreUnavailableError } from './store.ts';

/** A service account's key as Google hands it out. */
const serviceAccount = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.optional(z.string()),
  token_uri: z._default(z.url(), 'https://oauth2.googleapis.com/token'),
});

const accessToken = z.object({ access_token: z.string().check(z.minLength(1)) });

const SCOPE = 'https://www.googleapis.com/auth/androidpublisher';

/**
 * An access token for Google Play's API, from memory until it expires.
 *
 * @param credentials the service account's key as JSON, or the path of a file that holds it.
 * @param timeout milliseconds that one try may take.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function signInToGoogle(credentials: string, timeout: number): Promise<string> {
  if (known?.credentials !== credentials) {
    known = { credentials, client: toClient(await readServiceAccount(credentials), timeout) };
  }
  const { token } = await known.client.getAccessToken().catch(throwStoreError);
  if (token) return token;
  throw new StoreUnavailableError('Google gave an empty access token.');
}

/** What was not Google's trouble is the key's: it can't sign, or Google does not accept what it signed. */
function throwStoreError(cause: unknown): never {
  if (isUnavailable(cause)) throw new StoreUnavailableError('Google gave no access token.', { cause });
  throw new StoreNotConfiguredError(
    'Google does not accept the key in GOOGLE_APPLICATION_CREDENTIALS. Make a new key of the service account, and check the clock of this machine.',
    { cause },
  );
}

/** The library wraps what it was thrown. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof StoreUnavailableError || (error instanceof Error && isUnavailable(error.cause));

/** Forgets the access token, which Google has revoked before its time. */
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

/** A shell or an `.env` file may have made line breaks of a string's `\n`, which JSON doesn't allow. */
const withEscapedLines = (json: string) =>
  json.replace(/"(?:[^"\\]|\\.)*"/gs, (text) => text.replaceAll('\n', String.raw`\n`));

function toClient(account: z.output<typeof serviceAccount>, timeout: number): JWT {
  return new JWT({
    email: account.client_email,
    key: account.private_key,
    ...(account.private_key_id !== undefined && { keyId: account.private_key_id }),
    scopes: [SCOPE],
    transporterOptions: {
      // The library knows one address only and has a patience of its own.
      fetchImplementation: async (_, init) => {
        const { method, headers, body } = init ?? {};
        const request = {
          ...(method !== undefined && { method }),
          ...(headers !== undefined && { headers }),
          ...(body != null && { body }),
        };
        const answer = await askStore(new URL(account.token_uri), { ...request, timeout });
        if (answer.status < 300 && !accessToken.safeParse(answer.body).success) {
          throw new StoreUnavailableError('Google answered a sign-in with something unexpected.');
        }
        return Response.json(answer.body, { status: answer.status });
      },
      retryConfig: { retry: 0, noResponseRetries: 0 },
    },
  });
}
