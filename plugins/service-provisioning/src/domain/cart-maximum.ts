/** Units of one variant that a cart holds or is to hold. */
export type CartUnits = { readonly variantId: string; readonly quantity: number }

/** A service's own limit, which applies to all its tiers together. */
type Limited = { readonly productId: string; readonly content: { readonly max_quantity: number } }

/**
 * Why a cart may not hold these units, as one sentence for the quantity; null when it may. `added` is what the change adds
 * to `held`: a cart that is already over a limit that was lowered since can still be changed to fewer.
 */
export const overMaximum = (
  held: readonly CartUnits[],
  added: readonly CartUnits[],
  services: ReadonlyMap<string, Limited>
): string | null => {
  const unitsOf = (productId: string, units: readonly CartUnits[]): number =>
    units
      .filter(({ variantId }) => services.get(variantId)?.productId === productId)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  for (const { variantId } of added) {
    const service = services.get(variantId)
    if (!service) continue
    const before = unitsOf(service.productId, held)
    const more = unitsOf(service.productId, added)
    const most = service.content.max_quantity
    if (more <= 0 || before + more <= most) continue
    const limit =
      most === 1 ? "You can buy one of this service at a time" : `You can buy at most ${most} of this service`
    return before === 0 ? limit : `${limit}, and your cart already has ${before}`
  }
  return null
}
