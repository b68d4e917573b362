import type { ServiceView, TierView } from "@/lib/medusa"

/** Address of the purchase page for one tier. Tier and service are all it needs: the price is asked for anew there. */
export const purchaseHref = (service: Pick<ServiceView, "handle">, tier: Pick<TierView, "id">): string =>
  `/purchase?${new URLSearchParams({ tier: tier.id, service: service.handle }).toString()}`

/** The tier a service is offered "from". */
export const cheapestTier = (service: Pick<ServiceView, "tiers">): TierView | undefined =>
  service.tiers.reduce<TierView | undefined>(
    (best, tier) => (best === undefined || tier.price.amount < best.price.amount ? tier : best),
    undefined
  )
