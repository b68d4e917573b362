import { type StripeCardOutcome, stripeCardOutcome } from "./stripe-cards"
import { type Form, textIn, treeIn } from "./stripe-form"
import { newCharge, newCustomer, newDispute, newEvent, newIntent, newRefund, now, unitsIn } from "./stripe-new-objects"
import {
  invalidRequest,
  missing,
  type StripeCharge,
  type StripeCustomerObject,
  type StripeDisputeObject,
  type StripeEventObject,
  type StripeIntentObject,
  StripeRefusal,
  type StripeRefundObject,
} from "./stripe-objects"

/** One Stripe account: its payments and what can happen to them. Each change emits its events, oldest first. */
export class StripeAccount {
  readonly intents = new Map<string, StripeIntentObject>()
  readonly charges = new Map<string, StripeCharge>()
  readonly refunds: StripeRefundObject[] = []
  readonly disputes: StripeDisputeObject[] = []
  readonly customers = new Map<string, StripeCustomerObject>()
  readonly events: StripeEventObject[] = []
  onEvent: (event: StripeEventObject) => void = () => undefined

  constructor(private readonly livemode: boolean) {}

  create(form: Form): StripeIntentObject {
    const customer = textIn(form, "customer") ?? null
    if (customer && !this.customers.has(customer)) throw missing("customer", customer, "customer")
    const intent = newIntent(form, this.livemode)
    this.intents.set(intent.id, intent)
    this.emit("payment_intent.created", intent)
    return intent
  }

  intent(id: string): StripeIntentObject {
    const intent = this.intents.get(id)
    if (!intent) throw missing("payment_intent", id, "intent")
    return intent
  }

  update(id: string, form: Form): StripeIntentObject {
    const intent = this.intent(id)
    const amount = unitsIn(form, "amount")
    if (amount !== undefined && amount !== intent.amount) {
      this.requireStatus(intent, ["requires_payment_method", "requires_confirmation", "requires_action"], "be updated")
      intent.amount = amount
    }
    Object.assign(intent.metadata, treeIn(form, "metadata"))
    intent.description = textIn(form, "description") ?? intent.description
    return intent
  }

  /** What Stripe.js does for the shopper; `payment_method` is one of Stripe's test methods. */
  confirm(id: string, form: Form): StripeIntentObject {
    const intent = this.intent(id)
    this.requireStatus(intent, ["requires_payment_method", "requires_confirmation", "requires_action"], "be confirmed")
    const method = textIn(form, "payment_method") ?? ""
    const outcome = stripeCardOutcome(method)
    if (!outcome) throw missing("PaymentMethod", method, "payment_method")
    const type = outcome.kind === "debit" ? "sepa_debit" : "card"
    if (!intent.payment_method_types.includes(type))
      throw invalidRequest(
        `The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(", ")}.`
      )
    intent.last_payment_error = null
    if (outcome.kind === "decline") throw this.decline(intent, outcome.error)
    intent.payment_method = method
    if (outcome.kind === "debit") return this.debit(intent)
    if (outcome.kind === "authenticate") {
      intent.status = "requires_action"
      const url = `https://hooks.stripe.com/3d_secure_2/hosted?payment_intent=${id}`
      intent.next_action = {
        type: "redirect_to_url",
        redirect_to_url: { return_url: textIn(form, "return_url") ?? null, url },
      }
      this.emit("payment_intent.requires_action", intent)
      return intent
    }
    return this.charge(intent, outcome)
  }

  /** The shopper passes or fails the bank's authentication. */
  authenticate(id: string, passed: boolean): StripeIntentObject {
    const intent = this.intent(id)
    this.requireStatus(intent, ["requires_action"], "be authenticated")
    intent.next_action = null
    if (passed) return this.charge(intent, { kind: "succeed" })
    this.decline(intent, {
      code: "payment_intent_authentication_failure",
      message:
        "The provided payment method has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    })
    return intent
  }

  /** The bank pays a debit, or doesn't, days after it was confirmed. */
  settleDebit(id: string, outcome: "paid" | "failed"): StripeIntentObject {
    const intent = this.intent(id)
    this.requireStatus(intent, ["processing"], "be settled")
    const charge = this.chargeOf(intent)
    if (outcome === "failed") {
      const error = { code: "insufficient_funds", message: "The customer's account has insufficient funds." }
      Object.assign(charge, { status: "failed", failure_code: error.code })
      Object.assign(intent, {
        status: "requires_payment_method",
        payment_method: null,
        last_payment_error: { type: "invalid_request_error", ...error },
      })
      this.emit("charge.failed", charge)
      this.emit("payment_intent.payment_failed", intent)
      return intent
    }
    Object.assign(charge, { status: "succeeded", paid: true, captured: true, amount_captured: charge.amount })
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount })
    this.emit("charge.succeeded", charge)
    this.emit("payment_intent.succeeded", intent)
    return intent
  }

  capture(id: string, form: Form = {}): StripeIntentObject {
    const intent = this.intent(id)
    this.requireStatus(intent, ["requires_capture"], "be captured")
    const taken = unitsIn(form, "amount_to_capture") ?? intent.amount_capturable
    if (taken > intent.amount_capturable || taken < 1)
      throw invalidRequest(
        `The amount could not be captured because it is greater than the remaining amount to capture on this charge: ${intent.amount_capturable}`,
        { code: "amount_too_large", param: "amount_to_capture" }
      )
    const charge = this.chargeOf(intent)
    Object.assign(charge, { captured: true, amount_captured: taken })
    // Before API 2025-03-31, the uncaptured rest counts as refunded.
    charge.amount_refunded = charge.amount - taken
    Object.assign(intent, { status: "succeeded", amount_received: taken, amount_capturable: 0 })
    this.emit("charge.captured", charge)
    this.emit("payment_intent.succeeded", intent)
    return intent
  }

  cancel(id: string, form: Form = {}): StripeIntentObject {
    const intent = this.intent(id)
    this.requireStatus(
      intent,
      ["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"],
      "be canceled"
    )
    if (intent.status === "requires_capture") {
      const charge = this.chargeOf(intent)
      Object.assign(charge, { refunded: true, amount_refunded: charge.amount })
      this.emit("charge.refunded", charge)
    }
    Object.assign(intent, {
      status: "canceled",
      canceled_at: now(),
      amount_capturable: 0,
      cancellation_reason: textIn(form, "cancellation_reason") ?? null,
    })
    this.emit("payment_intent.canceled", intent)
    return intent
  }

  refund(form: Form): StripeRefundObject {
    const intent = this.intent(textIn(form, "payment_intent") ?? "")
    if (intent.status !== "succeeded")
      throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`)
    const charge = this.chargeOf(intent)
    const left = charge.amount - charge.amount_refunded
    if (left === 0)
      throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" })
    const amount = unitsIn(form, "amount") ?? left
    if (amount > left || amount < 1)
      throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
        param: "amount",
      })
    const refund = newRefund(charge, amount, form)
    this.refunds.push(refund)
    charge.amount_refunded += amount
    charge.refunded = charge.amount_refunded === charge.amount
    this.emit("refund.created", refund)
    this.emit("charge.refunded", charge)
    return refund
  }

  /** The cardholder disputes a captured payment at the bank. */
  dispute(id: string): StripeDisputeObject {
    const charge = this.chargeOf(this.intent(id))
    charge.disputed = true
    const dispute = newDispute(charge)
    this.disputes.push(dispute)
    this.emit("charge.dispute.created", dispute)
    return dispute
  }

  /** The bank decides. A lost dispute takes the money; Stripe creates no refund for it. */
  closeDispute(id: string, status: "won" | "lost"): StripeDisputeObject {
    const dispute = this.disputes.find((one) => one.id === id)
    if (!dispute) throw missing("dispute", id, "dispute")
    dispute.status = status
    this.emit("charge.dispute.closed", dispute)
    return dispute
  }

  createCustomer(form: Form): StripeCustomerObject {
    const customer = newCustomer(form)
    this.customers.set(customer.id, customer)
    return customer
  }

  private chargeOf(intent: StripeIntentObject): StripeCharge {
    const charge = this.charges.get(intent.latest_charge ?? "")
    if (!charge) throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`)
    return charge
  }

  private charge(intent: StripeIntentObject, outcome: Extract<StripeCardOutcome, { kind: "succeed" }>) {
    const charge = this.add(newCharge(intent, null))
    const manual = intent.capture_method === "manual"
    Object.assign(intent, {
      status: "requires_capture",
      amount_capturable: intent.amount,
      latest_charge: charge.id,
      next_action: null,
    })
    this.emit("charge.succeeded", charge)
    if (manual) this.emit("payment_intent.amount_capturable_updated", intent)
    else this.capture(intent.id)
    if (outcome.disputed) this.dispute(intent.id)
    return intent
  }

  private debit(intent: StripeIntentObject): StripeIntentObject {
    const charge = this.add(newCharge(intent, null))
    Object.assign(charge, { status: "pending", paid: false })
    Object.assign(intent, { status: "processing", latest_charge: charge.id })
    this.emit("charge.pending", charge)
    this.emit("payment_intent.processing", intent)
    return intent
  }

  private decline(intent: StripeIntentObject, error: { code: string; decline_code?: string; message: string }) {
    const charge = this.add(newCharge(intent, error.code))
    const body = { type: "card_error" as const, ...error }
    Object.assign(intent, {
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: body,
      latest_charge: charge.id,
    })
    this.emit("charge.failed", charge)
    this.emit("payment_intent.payment_failed", intent)
    return new StripeRefusal(402, { ...body, payment_intent: { ...intent } })
  }

  private add(charge: StripeCharge): StripeCharge {
    this.charges.set(charge.id, charge)
    return charge
  }

  private requireStatus(intent: StripeIntentObject, statuses: StripeIntentObject["status"][], verb: string): void {
    if (statuses.includes(intent.status)) return
    throw invalidRequest(
      `This PaymentIntent could not ${verb} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may ${verb}: ${statuses.join(", ")}.`,
      { code: "payment_intent_unexpected_state", payment_intent: { ...intent } }
    )
  }

  private emit(type: string, object: StripeEventObject["data"]["object"]): void {
    const event = newEvent(type, object, this.livemode)
    this.events.push(event)
    this.onEvent(event)
  }
}
