/** Medusa's own provider: paid by hand, outside the shop. */
const MANUAL = "pp_system_default"

/**
 * The payment providers that a region offers, in the order of preference: by name, the manual one last. A purchase that
 * names none uses the first.
 */
export const inDefaultOrder = (providerIds: readonly string[]): string[] =>
  [...providerIds].sort((one, other) => Number(one === MANUAL) - Number(other === MANUAL) || (one < other ? -1 : 1))
