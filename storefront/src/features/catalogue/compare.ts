import type { TierView } from "@/lib/medusa"

type Tier = Pick<TierView, "id" | "title" | "features" | "includes">

const includedTier = (tiers: readonly Tier[], tier: Tier): Tier | undefined =>
  tiers.find(({ id }) => id === tier.includes)

/** Returns everything a tier has, starting with what the tiers it includes have. */
export const allFeatures = (tiers: readonly Tier[], tier: Tier): string[] => {
  const chain: Tier[] = []
  for (let at: Tier | undefined = tier; at && !chain.includes(at); at = includedTier(tiers, at)) chain.unshift(at)
  return [...new Set(chain.flatMap(({ features }) => features))]
}

/** Returns the lines that describe a tier on its own: "Everything in Standard", then what it adds. */
export const listedFeatures = (tiers: readonly Tier[], tier: Tier): string[] => {
  const included = includedTier(tiers, tier)
  return [...(included ? [`Everything in ${included.title}`] : []), ...tier.features]
}

export type FeatureRow = { feature: string; included: boolean[] }

/**
 * Returns one row per feature, with a flag per tier that includes it, directly or through a tier it includes. Returns
 * undefined when the tiers share no feature: a list per tier is then easier to read than a table.
 */
export const featureRows = (tiers: readonly Tier[]): FeatureRow[] | undefined => {
  const featuresOf = tiers.map((tier) => allFeatures(tiers, tier))
  const rows = [...new Set(featuresOf.flat())].map((feature) => ({
    feature,
    included: featuresOf.map((features) => features.includes(feature)),
  }))
  return rows.some((row) => row.included.filter(Boolean).length > 1) ? rows : undefined
}
