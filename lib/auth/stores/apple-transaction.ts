import {
  Environment,
  type JWSTransactionDecodedPayload,
  SignedDataVerifier,
  VerificationException,
} from '@apple/app-store-server-library';
import { parseCertificates } from '../../certificates.ts';
import { isDeployed, type PlannerSettings, type SecretSettings } from '../../planner-config.ts';
import { StoreNotConfiguredError } from './store.ts';

/**
 * Verifies a signed transaction of StoreKit 2 without a request to Apple: its certificates must chain to one of Apple's
 * roots, and it must be of the app's paid product, neither revoked nor expired.
 *
 * For each ECDSA signature (r, s), (r, n − s) is also valid. Apple sends both forms, so rejecting one would reject half
 * of the purchases. The id is the same for both.
 *
 * @returns the original transaction id; undefined when the transaction is not valid.
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
  const isValid =
    productId === config.APPLE_PRODUCT_ID &&
    revocationDate === undefined &&
    (expiresDate === undefined || expiresDate > Date.now());
  return isValid ? originalTransactionId : undefined;
}

/** @returns undefined when the transaction is not from this app or not signed by Apple. */
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

/** The environments of real purchases. TestFlight's testers and Apple's reviewers buy in the sandbox. */
const appleEnvironments = [Environment.PRODUCTION, Environment.SANDBOX];

/** The environments of developers. The library accepts unsigned transactions from them, so anyone could make one. */
const developerEnvironments = [Environment.XCODE, Environment.LOCAL_TESTING];

/** The library uses this id only for notifications, but requires one for production. */
const UNUSED_APP_ID = 0;

function toVerifiers(
  config: PlannerSettings,
  { APPLE_ROOT_CERTIFICATES }: SecretSettings,
): SignedDataVerifier[] {
  const roots = parseCertificates(APPLE_ROOT_CERTIFICATES ?? '');
  if (roots === undefined)
    throw new StoreNotConfiguredError('APPLE_ROOT_CERTIFICATES does not contain valid certificates.');
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
