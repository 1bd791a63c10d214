import * as z from 'zod/mini';
import type { PlannerSettings, SecretSettings } from '../../planner-config.ts';
import { askStore, isPathSegment, type StoreResponse, storeUrl } from './ask.ts';
import { StoreNotConfiguredError, StoreUnavailableError } from './store.ts';

/**
 * Identifies a customer of RevenueCat. The token is their app user id, and they must currently be entitled to the paid
 * features. Uses version 2 of the REST API if a project id is set, otherwise version 1.
 *
 * @returns the app user id; undefined when the customer is unknown or not entitled.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyCustomer(
  appUserId: string,
  config: PlannerSettings,
  { REVENUECAT_API_KEY }: SecretSettings,
): Promise<string | undefined> {
  if (REVENUECAT_API_KEY === undefined) throw new StoreNotConfiguredError('REVENUECAT_API_KEY is not set.');
  if (!isPathSegment(appUserId)) return undefined;
  const ask: Ask = (url) =>
    askStore(url, {
      headers: { authorization: `Bearer ${REVENUECAT_API_KEY}`, accept: 'application/json' },
      timeout: config.STORE_TIMEOUT,
    });
  const { REVENUECAT_PROJECT_ID: projectId } = config;
  const isEntitled =
    projectId === undefined
      ? await hasEntitlement(appUserId, config, ask)
      : await hasActiveEntitlement(projectId, appUserId, config, ask);
  return isEntitled ? appUserId : undefined;
}

type Ask = (url: URL) => Promise<StoreResponse>;

const activeEntitlements = z.object({
  items: z.array(
    z.object({
      entitlement_id: z.string(),
      /** Milliseconds since 1970; null if it never expires. */
      expires_at: z.nullish(z.number()),
    }),
  ),
  /** Path and query of the next page. */
  next_page: z.nullish(z.string()),
});

/** More than any customer has, so that an endless listing is not followed forever. */
const MAX_PAGES = 20;

/** Version 2. @see https://www.revenuecat.com/docs/api-v2 */
async function hasActiveEntitlement(
  projectId: string,
  appUserId: string,
  { REVENUECAT_BASE_URL: base, REVENUECAT_PRO_ENTITLEMENT_ID: entitlementId }: PlannerSettings,
  ask: Ask,
): Promise<boolean> {
  const url = storeUrl(base, 'v2', 'projects', projectId, 'customers', appUserId, 'active_entitlements');
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const response = await ask(url);
    if (isUnknownCustomer(response)) return false;
    const { items, next_page: next } = read(activeEntitlements, response);
    const isActive = items.some(
      ({ entitlement_id: id, expires_at: end }) => id === entitlementId && (end == null || end > Date.now()),
    );
    if (isActive) return true;
    const cursor = next ? new URLSearchParams(next.split('?')[1]).get('starting_after') : null;
    if (cursor === null) return false;
    url.searchParams.set('starting_after', cursor);
  }
  throw new StoreUnavailableError('RevenueCat returned too many pages of entitlements.');
}

const subscriber = z.object({
  subscriber: z.object({
    entitlements: z.record(
      z.string(),
      z.object({
        /** ISO 8601; null if it never expires. */
        expires_date: z.nullable(z.string()),
        /** Set while a renewal's payment is being retried. */
        grace_period_expires_date: z.nullish(z.string()),
      }),
    ),
  }),
});

/**
 * Version 1. It also lists expired entitlements, and creates a customer for an unknown id. It identifies entitlements by
 * their names in the dashboard, not by the object ids of version 2, so any entitlement counts.
 *
 * @see https://www.revenuecat.com/docs/api-v1
 */
async function hasEntitlement(
  appUserId: string,
  { REVENUECAT_BASE_URL: base }: PlannerSettings,
  ask: Ask,
): Promise<boolean> {
  const response = await ask(storeUrl(base, 'v1', 'subscribers', appUserId));
  if (isUnknownCustomer(response)) return false;
  const { entitlements } = read(subscriber, response).subscriber;
  return Object.values(entitlements).some(
    ({ expires_date: end, grace_period_expires_date: graceEnd }) =>
      end === null || [end, graceEnd].some((date) => date != null && Date.parse(date) > Date.now()),
  );
}

/** 400 is for an id that is not valid. */
const isUnknownCustomer = ({ status }: StoreResponse) => status === 404 || status === 400;

function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  { status, body }: StoreResponse,
): z.output<Schema> {
  if (status === 401 || status === 403) {
    throw new StoreNotConfiguredError(
      `RevenueCat rejected REVENUECAT_API_KEY (${status}). Set a secret key of the project: of version 2, with read access to customers, if REVENUECAT_PROJECT_ID is set; otherwise of version 1.`,
    );
  }
  const result = schema.safeParse(body);
  if (status < 300 && result.success) return result.data;
  throw new StoreUnavailableError(`RevenueCat returned an unexpected response with status ${status}.`);
}
