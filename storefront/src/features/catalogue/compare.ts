import type { TierView } from "@/lib/medusa"

export type FeatureRow = { feature: string; included: boolean[] }

/**
 * Returns one row per feature, with a flag per tier that includes it. Returns undefined when the tiers share no
 * feature: a list per tier is then easier to read than a table.
 */
export const featureRows = (tiers: readonly Pick<TierView, "features">[]): FeatureRow[] | undefined => {
  const features = [...new Set(tiers.flatMap((tier) => tier.features))]
  const rows = features.map((feature) => ({ feature, included: tiers.map((tier) => tier.features.includes(feature)) }))
  return rows.some((row) => row.included.filter(Boolean).length > 1) ? rows : undefined
}
