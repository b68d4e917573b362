import { isAtriumError, toMajorText } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"

import type { GatewayPayment } from "../contracts/gateway"
import { chargeableMinorUnits } from "../domain/minor-units"
import { withCaptureMadeElsewhere } from "../providers/capture-made-elsewhere"
import type { CapturePlace } from "../reconcile/capture-place"
import { gatewayPaymentOf } from "./gateways"

/** How an order's payment stands at its gateway; null where no gateway of ours holds it. */
export const paymentAtGateway = async (
  container: MedusaContainer,
  place: CapturePlace
): Promise<GatewayPayment | null> => {
  const [payment] = await container.resolve(Modules.PAYMENT).listPayments({ id: place.id }, { select: ["id", "data"] })
  return gatewayPaymentOf(container, { provider_id: place.provider_id, data: payment?.data ?? null })
}

/** What the gateway has taken beyond what is booked already, in major units; null when that is nothing. */
const restToBook = async (container: MedusaContainer, place: CapturePlace): Promise<string | null> => {
  const payment = await paymentAtGateway(container, place)
  if (!payment) return null
  const rest = payment.captured - chargeableMinorUnits(place.captured, payment.currencyCode)
  return rest > 0n ? toMajorText(rest, payment.currencyCode) : null
}

/**
 * Core's capture of all of a payment. Where a part was taken before, by staff or on the gateway's own pages, it books
 * what the gateway took and no more: the rest was never paid, and the order stays open by it.
 */
export const runCapture = async (container: MedusaContainer, place: CapturePlace): Promise<void> => {
  const capture = (amount?: string) =>
    capturePaymentWorkflow(container).run({ input: { payment_id: place.id, ...(amount ? { amount } : {}) } })
  if (!place.captured_at && Number(place.captured) > 0) {
    const rest = await restToBook(container, place)
    if (rest) await capture(rest)
    return
  }
  try {
    // On a payment that is captured already this only completes the order's transactions.
    await capture()
  } catch (error) {
    if (!isAtriumError(error) || error.code !== "captured_in_part") throw error
    const payment = await paymentAtGateway(container, place)
    if (!payment) throw error
    const taken = toMajorText(payment.captured, payment.currencyCode)
    await withCaptureMadeElsewhere(payment.reference, () => capture(taken))
  }
}
