import { roundToMinorUnits } from "@atrium/kernel"
import { MathBN } from "@medusajs/framework/utils"
import { z } from "zod"

import { paymentErrors } from "../contracts/errors"
import { type CompletingCart, type CompletionValidator, completionValidators } from "../extension-points"
import { declineOf, gatewayOfProvider, type HeldPayment, heldPaymentOf, wasReleased } from "./find-gateway"

/** Runs every rule that was added, in order; the first refusal is thrown. */
export const validateCompletion: CompletionValidator["validate"] = async (input) => {
  for (const { validate } of completionValidators.all()) await validate(input)
}

const Amount = z.custom<Parameters<typeof MathBN.convert>[0]>((value) => value !== undefined && value !== null)

// As Medusa's completion reads it; a session's amount may be a number, text, or Medusa's own class.
const Collection = z.object({
  payment_sessions: z
    .array(
      z.object({
        provider_id: z.string(),
        status: z.string().nullish(),
        data: z.record(z.string(), z.unknown()).nullish(),
        amount: Amount,
        currency_code: z.string(),
      })
    )
    .nullish(),
})

const PROCESSABLE: readonly unknown[] = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]

const minorUnitsOf = (amount: z.infer<typeof Amount>, currencyCode: string): bigint =>
  roundToMinorUnits(MathBN.convert(amount).toFixed(), currencyCode)

/** The session core will authorize: the first one that can still be. */
const sessionOf = (cart: CompletingCart) =>
  Collection.safeParse(cart.payment_collection).data?.payment_sessions?.find(({ status }) =>
    PROCESSABLE.includes(status)
  )

const refuseUnpaid = ({ payment }: HeldPayment): void => {
  if (payment.state === "authorized" || payment.state === "captured") return
  if (payment.state === "processing" && payment.attempt) throw paymentErrors.fail("payment_processing")
  throw payment.errorCode ? declineOf(payment) : paymentErrors.fail("not_paid")
}

/**
 * Checks that the authorized amount and currency equal the cart's total (R03), both in Medusa's session and at the gateway.
 * A free cart needs no payment.
 */
export const validatePayment: CompletionValidator["validate"] = async ({ cart, container }) => {
  const currency = String(cart.currency_code ?? "").toLowerCase()
  const total = minorUnitsOf(cart.total ?? 0, currency)
  if (total <= 0n) return
  const session = sessionOf(cart)
  // Without a session core refuses.
  if (!session) return
  const same = (amount: bigint, code: string) => amount === total && code.toLowerCase() === currency
  if (!same(minorUnitsOf(session.amount, session.currency_code), session.currency_code))
    throw paymentErrors.fail("amount_changed")
  const gateway = gatewayOfProvider(session.provider_id)
  if (!gateway) return
  const held = await heldPaymentOf(container, session)
  if (!held) throw paymentErrors.fail("not_paid")
  refuseUnpaid(held)
  if (await wasReleased(container, held)) throw paymentErrors.fail("not_paid")
  if (!same(held.payment.amount, held.payment.currencyCode)) throw paymentErrors.fail("amount_changed")
}
