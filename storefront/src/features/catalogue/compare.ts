import type { TierView } from "@/lib/medusa"

export type FeatureRow = { feature: string; included: boolean[] }

/**
 * The table of a service's tiers: one row per feature, in the order they are first named, and for each tier whether
 * it has it. Undefined when no feature is shared, where a table of marks would say less than a list per tier.
 */
export const featureRows = (tiers: readonly Pick<TierView, "features">[]): FeatureRow[] | undefined => {
  const features = [...new Set(tiers.flatMap((tier) => tier.features))]
  const rows = features.map((feature) => ({ feature, included: tiers.map((tier) => tier.features.includes(feature)) }))
  return rows.some((row) => row.included.filter(Boolean).length > 1) ? rows : undefined
}
