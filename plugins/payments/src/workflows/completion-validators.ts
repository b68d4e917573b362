import { createRegistry } from "@atrium/kernel"
import type { CartDTO, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { paymentErrors } from "../contracts/errors"
import type { GatewayPayment } from "../contracts/gateway"
import { chargeableMinorUnits } from "../domain/minor-units"
import { gatewayOfProvider, gatewayPaymentOf, type PaymentSessionLike, wasReleased } from "./gateways"

/** The cart as Medusa's completion knows it: with totals, items and the payment sessions. */
export type CompletingCart = Partial<Omit<CartDTO, "id">> & Record<string, unknown> & { id: string }
export type CompletionValidatorInput = { cart: CompletingCart; container: MedusaContainer }

/** Refuses by throwing an AtriumError; it must not change anything. */
export type CompletionValidator = (input: CompletionValidatorInput) => Promise<void>

const validators = createRegistry<CompletionValidator>("payments.completion-validators")

/** Adds a rule that every completion must pass before an order is made and money moves (R02). */
export const registerCompletionValidator = (name: string, validator: CompletionValidator): void =>
  validators.register(name, validator)

/** Runs every registered rule, in the order of registration; the first refusal is thrown. */
export const runCompletionValidators = async (input: CompletionValidatorInput): Promise<void> => {
  for (const [, validate] of validators.entries()) await validate(input)
}

type Session = PaymentSessionLike & { amount: string | number; currency_code: string }
const PROCESSABLE = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]

const decimalText = (amount: unknown): string =>
  MathBN.convert(amount as Parameters<typeof MathBN.convert>[0]).toFixed()

/** The session core will authorise: the first one that can still be. */
const sessionOf = (cart: CompletingCart): Session | undefined => {
  const collection = cart.payment_collection as { payment_sessions?: Session[] | null } | null | undefined
  return collection?.payment_sessions?.find((session) => PROCESSABLE.includes(session.status ?? ""))
}

const refuseUnpaid = (payment: GatewayPayment | null): void => {
  if (payment && (payment.state === "authorized" || payment.state === "captured")) return
  throw paymentErrors.fail(payment?.errorCode ?? "not_paid")
}

/**
 * What was authorised is what the cart costs, in amount and currency (R03): asked of Medusa's session and of the
 * gateway itself. A cart that costs nothing needs no payment.
 */
export const validatePayment: CompletionValidator = async ({ cart, container }) => {
  const currency = String(cart.currency_code ?? "").toLowerCase()
  const total = chargeableMinorUnits(decimalText(cart.total ?? 0), currency)
  if (total <= 0n) return
  const session = sessionOf(cart)
  // Without a session core refuses by itself, with its own words.
  if (!session) return
  const same = (amount: bigint, code: string) => amount === total && code.toLowerCase() === currency
  if (!same(chargeableMinorUnits(decimalText(session.amount), session.currency_code), session.currency_code))
    throw paymentErrors.fail("amount_changed")
  const gateway = gatewayOfProvider(session.provider_id)
  if (!gateway) return
  const payment = await gatewayPaymentOf(container, session)
  refuseUnpaid(payment)
  if (payment && (await wasReleased(container, gateway, payment))) throw paymentErrors.fail("not_paid")
  if (payment && !same(payment.amount, payment.currencyCode)) throw paymentErrors.fail("amount_changed")
}

registerCompletionValidator("payments.payment", validatePayment)
