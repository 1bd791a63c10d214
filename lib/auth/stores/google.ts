import * as z from 'zod/mini';
import type { PlannerSettings, SecretSettings } from '../../planner-config.ts';
import { askStore, isPathSegment, type StoreResponse, storeUrl } from './ask.ts';
import { signInToGoogle, signOutOfGoogle } from './google-sign-in.ts';
import { splitPlayToken } from './play-token.ts';
import { StoreNotConfiguredError, StoreUnavailableError } from './store.ts';

/**
 * Identifies a Google Play purchase. Its token is a Play purchase token, with or without `productId:` before it, for the
 * app's paid product or an active subscription. Any other product id is taken for a subscription's.
 *
 * @returns the purchase token alone; undefined when Google says that it is not valid.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyPlayPurchase(
  token: string,
  config: PlannerSettings,
  { GOOGLE_APPLICATION_CREDENTIALS: credentials }: SecretSettings,
): Promise<string | undefined> {
  if (credentials === undefined) {
    throw new StoreNotConfiguredError('GOOGLE_APPLICATION_CREDENTIALS is not set.');
  }
  const { productId, purchaseToken } = splitPlayToken(token);
  if (!isPathSegment(purchaseToken)) return undefined;
  const ask = asker(credentials, config);
  return (await isValid(productId, purchaseToken, config, ask)) ? purchaseToken : undefined;
}

async function isValid(
  productId: string | undefined,
  purchaseToken: string,
  { GOOGLE_PRODUCT_ID: paidProduct }: PlannerSettings,
  ask: Ask,
): Promise<boolean> {
  if (productId === undefined || productId === paidProduct) {
    const isPurchased = await isPurchasedProduct(paidProduct, purchaseToken, ask);
    if (isPurchased !== undefined) return isPurchased;
  }
  return isActiveSubscription(productId, purchaseToken, ask);
}

function asker(credentials: string, config: PlannerSettings): Ask {
  const { GOOGLE_BASE_URL: base, GOOGLE_PACKAGE_NAME: app, STORE_TIMEOUT: timeout } = config;
  const askOnce: Ask = async (...path) =>
    askStore(storeUrl(base, 'androidpublisher', 'v3', 'applications', app, 'purchases', ...path), {
      headers: { authorization: `Bearer ${await signInToGoogle(credentials, timeout)}` },
      timeout,
    });
  return async (...path) => {
    const response = await askOnce(...path);
    if (response.status !== 401) return response;
    // Google may revoke an access token before it expires.
    signOutOfGoogle();
    return askOnce(...path);
  };
}

type Ask = (...path: string[]) => Promise<StoreResponse>;

const product = z.object({
  /** 0 purchased, 1 cancelled, 2 pending. */
  purchaseState: z.number(),
});

/**
 * @returns undefined when the token is not for this product.
 * @see https://developers.google.com/android-publisher/api-ref/rest/v3/purchases.products
 */
async function isPurchasedProduct(productId: string, token: string, ask: Ask): Promise<boolean | undefined> {
  const purchase = read(product, await ask('products', productId, 'tokens', token));
  return purchase && purchase.purchaseState === 0;
}

const subscription = z.object({
  subscriptionState: z.string(),
  lineItems: z._default(
    z.array(z.object({ productId: z.optional(z.string()), expiryTime: z.optional(z.string()) })),
    [],
  ),
});

/** @see https://developers.google.com/android-publisher/api-ref/rest/v3/purchases.subscriptionsv2 */
async function isActiveSubscription(
  productId: string | undefined,
  token: string,
  ask: Ask,
): Promise<boolean> {
  const purchase = read(subscription, await ask('subscriptionsv2', 'tokens', token));
  if (purchase === undefined) return false;
  const items = purchase.lineItems.filter((item) => productId === undefined || item.productId === productId);
  if (productId !== undefined && items.length === 0) return false;
  switch (purchase.subscriptionState) {
    case 'SUBSCRIPTION_STATE_ACTIVE':
    case 'SUBSCRIPTION_STATE_IN_GRACE_PERIOD':
      return true;
    case 'SUBSCRIPTION_STATE_CANCELED':
      return items.some(({ expiryTime }) => Date.parse(expiryTime ?? '') > Date.now());
    default:
      return false;
  }
}

const quotaError = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })) }),
});

/** Google also returns 403 when a quota is exceeded. */
function isQuota(body: unknown): boolean {
  const result = quotaError.safeParse(body);
  return (
    result.success && result.data.error.errors.some(({ reason }) => /(limit|quota)Exceeded$/i.test(reason))
  );
}

/** Statuses for a token of another app, an invalid token, or a subscription that ended long ago. */
const unknownToken = new Set([400, 404, 410]);

/** @returns undefined when Google does not know the purchase. */
function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  { status, body }: StoreResponse,
): z.output<Schema> | undefined {
  if (unknownToken.has(status)) return undefined;
  if (status === 401 || (status === 403 && !isQuota(body))) {
    throw new StoreNotConfiguredError(
      `Google denied the account of GOOGLE_APPLICATION_CREDENTIALS access to purchases (${status}). In the Play Console, grant it "View financial data" for GOOGLE_PACKAGE_NAME; in its Google Cloud project, enable the Google Play Android Developer API.`,
    );
  }
  const result = schema.safeParse(body);
  if (status < 300 && result.success) return result.data;
  throw new StoreUnavailableError(`Google returned an unexpected response with status ${status}.`);
}
