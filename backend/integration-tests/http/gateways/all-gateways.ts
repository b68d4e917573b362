import { type Shop, withShop } from "@atrium/test-kit"

import { offerGateways } from "./contract-shop"
import type { GatewayDriver } from "./gateway-driver"
import { paypalDriver } from "./paypal-driver"
import { razorpayDriver } from "./razorpay-driver"
import { sandboxDriver } from "./sandbox-driver"
import { stripeDriver } from "./stripe-driver"

// One stand-in each for all files that run in this process, so that these can share a shop.
export const sandbox = sandboxDriver()
export const stripe = stripeDriver()
export const razorpay = razorpayDriver()
export const paypal = paypalDriver()

/** A gateway of its own, at Stripe. */
export const sepaDebit = { providerId: "pp_stripe-sepa-debit_stripe" } as const

/** Add new gateways here. */
export const ALL_GATEWAYS: readonly GatewayDriver[] = [sandbox, stripe, razorpay, paypal]

const environment = {
  open: async (): Promise<Record<string, string>> => {
    const variables: Record<string, string> = { STRIPE_SEPA_DEBIT: "1" }
    for (const gateway of ALL_GATEWAYS) {
      await gateway.open()
      Object.assign(variables, gateway.env)
    }
    return variables
  },
  close: async (): Promise<void> => {
    for (const gateway of ALL_GATEWAYS) await gateway.close()
  },
}

/**
 * A shop in which all gateways are configured.
 * @param offered what every region offers in these tests; all other tests have the sandbox alone
 */
export const withGateways = (
  offered: readonly Pick<GatewayDriver, "providerId">[],
  suite: (shop: Shop) => void
): void =>
  withShop((shop) => {
    beforeAll(async () => {
      for (const gateway of ALL_GATEWAYS) gateway.meet(shop)
      await offerGateways(
        shop,
        offered.map(({ providerId }) => providerId)
      )
    })
    afterAll(() => offerGateways(shop, [sandbox.providerId]))
    suite(shop)
  }, environment)
