import type { TestResponse, TestSystem } from '../system/system.ts';
import { ciphertext, type TestUser } from '../users/users.ts';

/** Publishes a picture through the API. @returns the picture as base64. */
export async function publishPicture(api: TestSystem, user: TestUser, bytes: number): Promise<string> {
  const encryptedProfilePicture = ciphertext(bytes);
  const { status } = await putPicture(api, user, encryptedProfilePicture);
  if (status !== 200) throw new Error(`The picture was refused: ${status}.`);
  return encryptedProfilePicture;
}

/** @param encryptedProfilePicture base64; null removes the picture. */
export const putPicture = (
  api: TestSystem,
  { id, password }: TestUser,
  encryptedProfilePicture: string | null,
): Promise<TestResponse> =>
  api.call('PUT', '/v2/user', {
    id,
    password,
    encryptedProfilePicture,
    encryptionIV: ciphertext(16),
    rsaPublicKey: ciphertext(294),
  });
