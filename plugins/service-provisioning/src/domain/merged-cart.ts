import type { IntakeAnswer } from "../contracts/intake"
import type { CartUnits } from "./cart-maximum"

/** What limits a cart: the units of a service over all its tiers, and the units in stock of a variant. */
export type CartLimits = {
  readonly services: ReadonlyMap<string, { readonly productId: string; readonly content: { max_quantity: number } }>
  readonly stock: ReadonlyMap<string, number>
}

/** Most units of a line, as for every cart. */
const MAX_UNITS = 999

/** How many of `added` a cart that holds `held` can take: quantities are added up to the maximum. */
export const unitsToAdd = (
  held: readonly CartUnits[],
  added: readonly CartUnits[],
  { services, stock }: CartLimits
): CartUnits[] => {
  const taken = [...held]
  const unitsOf = (matches: (variantId: string) => boolean): number =>
    taken.reduce((sum, { variantId, quantity }) => (matches(variantId) ? sum + quantity : sum), 0)
  return added.flatMap(({ variantId, quantity }) => {
    const service = services.get(variantId)
    const units = unitsOf((id) => id === variantId)
    const room = Math.min(
      MAX_UNITS - units,
      (stock.get(variantId) ?? Infinity) - units,
      service
        ? service.content.max_quantity - unitsOf((id) => services.get(id)?.productId === service.productId)
        : Infinity
    )
    const fits = Math.min(quantity, Math.max(room, 0))
    if (fits === 0) return []
    const one = { variantId, quantity: fits }
    taken.push(one)
    return [one]
  })
}

type Answered = { readonly tier_id: string; readonly intake: Readonly<Record<string, IntakeAnswer>> }

/** The answers to one tier of two carts: both carts' are kept, and the newer cart's where both have one. */
export const mergedAnswers = (
  tierId: string,
  older: readonly Answered[],
  newer: readonly Answered[]
): Record<string, IntakeAnswer> =>
  Object.fromEntries(
    [...older, ...newer].filter(({ tier_id }) => tier_id === tierId).flatMap(({ intake }) => Object.entries(intake))
  )

/** The requirements of two carts, one below the other. */
export const mergedRequirements = (older: string | null, newer: string | null): string | undefined => {
  const texts = [...new Set([older?.trim(), newer?.trim()])].filter(Boolean)
  return texts.length > 0 ? texts.join("\n\n") : undefined
}
