import type { OwnSystem } from '../../support/system/own-system.ts';
import type { Outcome } from './runtime-api.ts';

/** Invokes a function. All invocations of one function run in one process, as in one environment of Lambda. */
export type Invoke = (name: string, event: unknown) => Promise<Outcome>;

interface CheckContext {
  readonly invoke: Invoke;
  /** The stand-in for AWS whose Data API the functions call. */
  readonly system: OwnSystem;
}

/** One thing that has to work under Lambda's own program. */
export interface Check {
  /** How the response is sent, and which response it is. */
  readonly what: string;
  /** The function's name. */
  readonly name: string;
  /** @returns the outcome, for people. @throws AssertionError */
  readonly run: (context: CheckContext) => Promise<string>;
}

export interface CreatedUser {
  readonly id: string;
  readonly password: string;
}

/** Makes a user through the stand-in, with a profile picture of some bytes. */
export async function createUser({ url }: OwnSystem, pictureBytes = 0): Promise<CreatedUser> {
  const user = (await send(`${url}/v2/user/create`, 'POST', {})) as CreatedUser;
  await send(`${url}/v2/user`, 'PUT', {
    ...user,
    encryptedProfilePicture: Buffer.alloc(pictureBytes, 1).toString('base64'),
    encryptionIV: '',
    rsaPublicKey: '',
  });
  return user;
}

async function send(url: string, method: string, body: unknown) {
  const response = await fetch(url, { method, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} returned ${response.status}.`);
  return response.json();
}
