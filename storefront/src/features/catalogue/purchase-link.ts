import type { ServiceView, TierView } from "@/lib/medusa"

/** Returns the path of the purchase page for a tier. The price is not part of it: the page requests it again. */
export const purchaseHref = (service: Pick<ServiceView, "handle">, tier: Pick<TierView, "id">): string =>
  `/purchase?${new URLSearchParams({ tier: tier.id, service: service.handle }).toString()}`

/** Returns the tier with the lowest price, shown as "from" in lists. */
export const cheapestTier = (service: Pick<ServiceView, "tiers">): TierView | undefined =>
  service.tiers.reduce<TierView | undefined>(
    (cheapest, tier) => (cheapest === undefined || tier.price.amount < cheapest.price.amount ? tier : cheapest),
    undefined
  )
