import {
  Environment,
  type JWSTransactionDecodedPayload,
  SignedDataVerifier,
  VerificationException,
} from '@apple/app-store-server-library';
import { isDeployed, type PlannerSettings } from '../../config.ts';
import { StoreNotConfiguredError } from './store.ts';

/**
 * Checks a signed transaction of StoreKit 2 without asking Apple: its certificates must lead to one of
 * Apple's roots, and it must be of the app's paid product, neither revoked nor expired.
 *
 * @throws StoreNotConfiguredError
 */
export async function isPaidTransaction(jws: string, config: PlannerSettings): Promise<boolean> {
  const transaction = await verify(jws, config);
  if (transaction === undefined) return false;
  const { productId, revocationDate, expiresDate } = transaction;
  return (
    productId === config.APPLE_PRODUCT_ID &&
    revocationDate === undefined &&
    (expiresDate === undefined || expiresDate > Date.now())
  );
}

/** @returns undefined when the transaction is not of this app or not signed by Apple. */
async function verify(
  jws: string,
  config: PlannerSettings,
): Promise<JWSTransactionDecodedPayload | undefined> {
  for (const verifier of toVerifiers(config)) {
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

function toVerifiers(config: PlannerSettings): SignedDataVerifier[] {
  const roots = config.APPLE_ROOT_CERTIFICATES?.split(/\s+/).filter((root) => root !== '') ?? [];
  const environments = [
    ...(roots.length > 0 ? appleEnvironments : []),
    ...(isDeployed(config) ? [] : developerEnvironments),
  ];
  if (environments.length === 0) throw new StoreNotConfiguredError('APPLE_ROOT_CERTIFICATES is not set.');
  const certificates = roots.map((root) => Buffer.from(root, 'base64'));
  try {
    return environments.map(
      (environment) =>
        new SignedDataVerifier(certificates, false, environment, config.APPLE_BUNDLE_ID, UNUSED_APP_ID),
    );
  } catch (cause) {
    throw new StoreNotConfiguredError('APPLE_ROOT_CERTIFICATES does not hold certificates.', { cause });
  }
}
