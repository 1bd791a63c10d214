import * as z from 'zod/mini';
import type { PlannerSettings, SecretSettings } from '../../planner-config.ts';
import { askStore, storeUrl } from './ask.ts';
import { StoreNotConfiguredError, StoreUnavailableError } from './store.ts';

/**
 * Has Apple verify a receipt: it must be of this app and contain the paid product, neither cancelled nor expired.
 *
 * @returns the original transaction id of the oldest such purchase; undefined when there is none.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyReceipt(
  receipt: string,
  config: PlannerSettings,
  { APPLE_SHARED_SECRET: password }: SecretSettings,
): Promise<string | undefined> {
  const {
    APPLE_RECEIPT_URL: production,
    APPLE_SANDBOX_RECEIPT_URL: sandbox,
    STORE_TIMEOUT: timeout,
  } = config;
  const request = { 'receipt-data': receipt, password, 'exclude-old-transactions': true };
  let result = await verifyReceipt(production, request, timeout);
  if (result.status === FROM_SANDBOX) result = await verifyReceipt(sandbox, request, timeout);
  if (isTransient(result.status)) {
    throw new StoreUnavailableError(`Apple returned the receipt status ${result.status}.`);
  }
  if (result.status === WRONG_SECRET) {
    throw new StoreNotConfiguredError(
      'Apple rejected APPLE_SHARED_SECRET. Copy it from App Store Connect: the app, App Information, App-Specific Shared Secret.',
    );
  }
  return result.status === 0 ? oldestPurchase(result, config) : undefined;
}

const purchase = z.object({
  transaction_id: z.optional(z.string()),
  /** Stays the same when a purchase is restored or renewed, and in its signed transactions. */
  original_transaction_id: z.optional(z.string()),
  product_id: z.optional(z.string()),
  /** Milliseconds since 1970, written as text. */
  expires_date_ms: z.nullish(z.coerce.number()),
  cancellation_date: z.optional(z.unknown()),
  cancellation_date_ms: z.optional(z.unknown()),
});

type Purchase = z.output<typeof purchase>;

const purchases = z._default(z.array(purchase), []);
const onePurchase = z.pipe(
  purchase,
  z.transform((only) => [only]),
);

const receiptResponse = z.object({
  status: z.number(),
  receipt: z.optional(
    z.extend(purchase, {
      bundle_id: z.optional(z.string()),
      /** The bundle's name in receipts of iOS 6 and before, which are one purchase each. */
      bid: z.optional(z.string()),
      in_app: purchases,
    }),
  ),
  /** Current information, not that of the receipt's creation; a single object for receipts of iOS 6. */
  latest_receipt_info: z.union([purchases, onePurchase]),
});

type ReceiptResponse = z.output<typeof receiptResponse>;

/** @see https://developer.apple.com/documentation/appstorereceipts/verifyreceipt */
async function verifyReceipt(base: string, request: object, timeout: number): Promise<ReceiptResponse> {
  const { status, body } = await askStore(storeUrl(base, 'verifyReceipt'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    timeout,
  });
  const result = receiptResponse.safeParse(body);
  if (status < 300 && result.success) return result.data;
  throw new StoreUnavailableError(`Apple returned an unexpected response with status ${status}.`);
}

/** The receipt is from the sandbox, and only the sandbox can verify it. */
const FROM_SANDBOX = 21_007;

const WRONG_SECRET = 21_004;

/** Statuses that say nothing about the receipt: a malformed request, or an error on Apple's side. */
const isTransient = (status: number) =>
  [21_000, 21_005, 21_009].includes(status) || (status >= 21_100 && status <= 21_199);

/** A receipt may contain several purchases. It always counts as the same one of them. */
function oldestPurchase(
  { receipt, latest_receipt_info: latest }: ReceiptResponse,
  config: PlannerSettings,
): string | undefined {
  if (receipt === undefined || (receipt.bundle_id ?? receipt.bid) !== config.APPLE_BUNDLE_ID)
    return undefined;
  const all = [receipt, ...receipt.in_app, ...latest];
  // If the receipt is older than the cancellation, only the latest information contains it.
  const cancelled = new Set(all.filter(isCancelled).map((item) => item.transaction_id));
  const [oldest] = all
    .filter(
      (item) =>
        item.product_id === config.APPLE_PRODUCT_ID &&
        !cancelled.has(item.transaction_id) &&
        (item.expires_date_ms == null || item.expires_date_ms > Date.now()),
    )
    .flatMap(({ original_transaction_id: id }) => id ?? [])
    .sort((a, b) => a.length - b.length || a.localeCompare(b));
  return oldest;
}

const isCancelled = (item: Purchase) => (item.cancellation_date ?? item.cancellation_date_ms) != null;
