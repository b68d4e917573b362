import { idText } from "@atrium/kernel"
import { z } from "zod"

export const ListPaymentGateways = z.strictObject({ region_id: idText })

/** A way to pay in a region, for shoppers. */
export const PaymentGatewayOut = z.object({
  /** Medusa's id of its payment provider, for `payment_provider_id` of a purchase. */
  provider_id: z.string(),
  /** Purchases in the region use it unless they name another one. */
  is_default: z.boolean(),
  /** It failed several times in a row and isn't called for some seconds: offer another one. */
  is_down: z.boolean(),
})
export type PaymentGatewayOut = z.infer<typeof PaymentGatewayOut>

export const SetDefaultGateway = z.strictObject({ region_id: idText })
export type SetDefaultGateway = z.infer<typeof SetDefaultGateway>
