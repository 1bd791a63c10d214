import {
  Environment,
  type JWSTransactionDecodedPayload,
  SignedDataVerifier,
  VerificationException,
} from '@apple/app-store-server-library';
import { parseCertificates } from '../../certificates.ts';
import { isDeployed, type PlannerSettings, type SecretSettings } from '../../config.ts';
import { StoreNotConfiguredError } from './store.ts';

/**
 * Checks a signed transaction of StoreKit 2 without asking Apple: its certificates must lead to one of
 * Apple's roots, and it must be of the app's paid product, neither revoked nor expired.
 *
 * Of an ECDSA signature (r, s), its mirror (r, n − s) is as valid. Apple sends either: to refuse one of the two
 * would refuse half of the purchases. The id is the same for both.
 *
 * @returns the original transaction's id; undefined when it is no such transaction.
 * @throws StoreNotConfiguredError
 */
export async function identifyTransaction(
  jws: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<string | undefined> {
  const transaction = await verify(jws, config, secrets);
  if (transaction === undefined) return undefined;
  const { productId, revocationDate, expiresDate, originalTransactionId } = transaction;
  const isPaid =
    productId === config.APPLE_PRODUCT_ID &&
    revocationDate === undefined &&
    (expiresDate === undefined || expiresDate > Date.now());
  return isPaid ? originalTransactionId : undefined;
}

/** @returns undefined when the transaction is not of this app or not signed by Apple. */
async function verify(
  jws: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<JWSTransactionDecodedPayload | undefined> {
  for (const verifier of toVerifiers(config, secrets)) {
    try {
      return await verifier.verifyAndDecodeTransaction(jws);
    } catch (error) {
      if (!(error instanceof VerificationException)) throw error;
    }
  }
  return undefined;
}

/** Sandbox is where TestFlight's testers and Apple's own reviewers buy. */
const appleEnvironments = [Environment.PRODUCTION, Environment.SANDBOX];

/** Where developers buy; the library takes their transactions unsigned, so anybody could make one. */
const developerEnvironments = [Environment.XCODE, Environment.LOCAL_TESTING];

/** The library compares this id in notifications only, yet wants one for production. */
const UNUSED_APP_ID = 0;

function toVerifiers(
  config: PlannerSettings,
  { APPLE_ROOT_CERTIFICATES }: SecretSettings,
): SignedDataVerifier[] {
  const roots = parseCertificates(APPLE_ROOT_CERTIFICATES ?? '');
  if (roots === undefined)
    throw new StoreNotConfiguredError('APPLE_ROOT_CERTIFICATES does not hold certificates.');
  const environments = [
    ...(roots.length > 0 ? appleEnvironments : []),
    ...(isDeployed(config) ? [] : developerEnvironments),
  ];
  if (environments.length === 0) throw new StoreNotConfiguredError('APPLE_ROOT_CERTIFICATES is not set.');
  const certificates = roots.map(({ raw }) => raw);
  return environments.map(
    (environment) =>
      new SignedDataVerifier(certificates, false, environment, config.APPLE_BUNDLE_ID, UNUSED_APP_ID),
  );
}
