/** The payment companies whose form this page can show. */
export type GatewayId = "sandbox" | "stripe"

export type OfferedGateway = {
  id: GatewayId
  /** Medusa's id of the provider. */
  providerId: string
  /** What the shopper chooses, in words. */
  name: string
  description: string
  /** Of the Stripe account; the form cannot be shown without it. */
  publishableKey?: string
}

export const SANDBOX_PROVIDER = "pp_sandbox_sandbox"
export const STRIPE_PROVIDER = "pp_stripe_stripe"

const SANDBOX: OfferedGateway = {
  id: "sandbox",
  providerId: SANDBOX_PROVIDER,
  name: "Test card",
  description: "Use a test card. You won't be charged.",
}

/**
 * What the shopper may pay with: what the region takes, as far as this page can show its form. Stripe needs the
 * publishable key; without it Stripe is simply not offered.
 */
export const offeredGateways = (
  providerIds: readonly string[],
  stripePublishableKey: string | null
): readonly OfferedGateway[] => [
  ...(providerIds.includes(SANDBOX_PROVIDER) ? [SANDBOX] : []),
  ...(stripePublishableKey && providerIds.includes(STRIPE_PROVIDER)
    ? [
        {
          id: "stripe" as const,
          providerId: STRIPE_PROVIDER,
          name: "Card or wallet, through Stripe",
          description: "Visa, Mastercard and other cards.",
          publishableKey: stripePublishableKey,
        },
      ]
    : []),
]

/** The gateway of a purchase, else the first that is offered. */
export const gatewayToShow = (
  gateways: readonly OfferedGateway[],
  providerId?: string | null
): OfferedGateway | undefined => gateways.find((gateway) => gateway.providerId === providerId) ?? gateways[0]
