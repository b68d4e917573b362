import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import { knexOf, moduleMethod } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentSessionStatus } from "@medusajs/framework/utils"

import { GIVE_UP_SESSION } from "../domain/work"
import { gatewayOf, gatewayOfProvider, type PaymentSessionLike } from "./find-gateway"
import { settleAuthorization } from "./settle-authorization"

/**
 * Takes a payment session out of its cart without asking its gateway, which doesn't respond: the session no longer pays
 * for the cart. Its payment is ended when the gateway responds again, and money that it turns out to have taken is
 * returned. The caller holds the cart's lock, so that no completion uses the session meanwhile.
 */
export const setSessionAside = async (
  container: MedusaContainer,
  session: PaymentSessionLike & { id: string }
): Promise<void> => {
  const update = moduleMethod(container.resolve(Modules.PAYMENT), "updatePaymentSessions")
  await update({ id: session.id, status: PaymentSessionStatus.CANCELED })
  const gateway = gatewayOfProvider(session.provider_id)
  const reference = gateway?.referenceOf(session.data ?? {})
  if (!gateway || !reference) return
  const payload = { provider: gateway.provider, reference, session_id: session.id }
  await enqueueWork(knexOf(container), [workOf(GIVE_UP_SESSION, { key: session.id, payload })])
}

type GivenUp = { readonly provider: string; readonly reference: string; readonly session_id: string }

/** Ends the payment of a session that was set aside. Any number of calls end in the same state. */
export const giveUpSession = async (
  container: MedusaContainer,
  { provider, reference, session_id }: GivenUp,
  lastAttempt: boolean
): Promise<void> => {
  const gateway = gatewayOf(provider)
  const payment = await gateway?.stateOf(container, reference)
  if (!gateway || !payment || payment.state === "canceled") return
  // A debit on its way can't be given up: its event, or the reconciler, returns the money once the bank took it.
  if (payment.state === "processing" && payment.attempt) return
  // Paid: its money is returned as a second payment's would be, with the same keys.
  if (payment.state === "authorized" || payment.state === "captured")
    await settleAuthorization(container, gateway, { reference, sessionId: session_id, lastAttempt })
  else await gateway.release(container, reference)
}
