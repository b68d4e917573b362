import { z } from "zod"

/** Medusa's own provider: paid by hand, outside the shop. */
const MANUAL = "pp_system_default"

/** Where a region's metadata holds the payment provider that staff chose as its default. */
export const DEFAULT_GATEWAY_KEY = "default_payment_provider_id"

const Metadata = z.object({ [DEFAULT_GATEWAY_KEY]: z.string() })

/** The payment provider that staff chose as a region's default; undefined without a choice. */
export const chosenGateway = (regionMetadata: unknown): string | undefined =>
  Metadata.safeParse(regionMetadata).data?.[DEFAULT_GATEWAY_KEY]

/**
 * The payment providers that a region offers, in the order of preference: the chosen one if it is offered, then by name,
 * the manual one last. A purchase that names none uses the first.
 */
export const inDefaultOrder = (providerIds: readonly string[], chosen?: string): string[] => {
  const rankOf = (id: string) => (id === chosen ? 0 : id === MANUAL ? 2 : 1)
  return [...providerIds].sort((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1))
}
