import type { StartResult, StartedPurchase } from "./pay"

/** The purchase started on this page, the fingerprint of its details, and its current payment provider. */
export type CurrentPurchase = { fingerprint: string; providerId: string | undefined; purchase: StartedPurchase }

type PurchaseActions = {
  start: (providerId: string | undefined) => Promise<StartResult>
  changeProvider: (purchaseId: string, providerId: string) => Promise<StartResult>
}

/**
 * Starts a purchase, or switches the current one to another payment provider when its details haven't changed. A
 * shopper who tries another method after a declined card therefore keeps the purchase.
 */
export const startOrSwitch = async (
  current: CurrentPurchase | null,
  next: { fingerprint: string; providerId: string | undefined },
  { start, changeProvider }: PurchaseActions
): Promise<{ result: StartResult; current: CurrentPurchase | null }> => {
  const same = current?.fingerprint === next.fingerprint ? current : null
  const switches = same && next.providerId !== undefined && same.providerId !== next.providerId
  if (same && !switches) return { result: { ok: true, purchase: same.purchase }, current: same }
  const result = switches ? await changeProvider(same.purchase.id, next.providerId ?? "") : await start(next.providerId)
  return { result, current: result.ok ? { ...next, purchase: result.purchase } : current }
}
