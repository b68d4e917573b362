import {
  CheckoutPaymentIntent,
  PatchOp,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
} from "@paypal/paypal-server-sdk"
import { z } from "zod"

import { paymentErrors } from "../../contracts/errors"
import type { GatewayPayment, GatewayRefund } from "../../contracts/gateway"
import { captureOfReference } from "../../domain/paypal-event"
import {
  amountOfPayPal,
  authorizationOf,
  captureOf,
  customIdOf,
  declineOfIssue,
  declineOfPayPal,
  idsOfOrder,
  type OwnIds,
  paypalAmount,
  paypalMinorUnits,
  PayPalOrder,
  refundsOf,
  shopMark,
  stateOfPayPal,
} from "../../domain/paypal-order"
import { changesOf, type PayPalChange } from "./changes"
import { askPayPal, type PayPalApi, PayPalRefusal } from "./client"
import { disputesOf } from "./disputes"
import type { PayPalPurchase } from "./session-data"

const READ = { idempotent: true }
/** With a key, PayPal answers a repeated request as it answered the first. */
const KEYED = { idempotent: true }
const WHOLE = "return=representation"

const CaptureDetail = z.object({
  supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().nullish() }).nullish() }).nullish(),
})

/** Marks a refund that the shop made automatically, because no order could be made for the payment. */
const RELEASED = "released:"

/** PayPal's answers to a second call of what was done already. */
const DONE_BEFORE = ["ORDER_ALREADY_AUTHORIZED", "ORDER_ALREADY_COMPLETED", "RESOURCE_CONFLICT"]
const NOT_YET = ["ORDER_NOT_APPROVED", "ORDER_EXPIRED"]

type Found = { order: PayPalOrder; ids: OwnIds }

/**
 * The payments of one PayPal account. A payment of the shop is an order there, which the shopper approves on PayPal's page;
 * its reference is the order's id.
 */
export class PayPalPayments {
  private readonly mark: string

  constructor(
    private readonly api: PayPalApi,
    shop: string,
    private readonly returnUrl: string
  ) {
    this.mark = shopMark(shop)
  }

  /** Creates an order for the shopper to approve. `key`: PayPal returns the same order for the same key. */
  async create(
    amount: { value: string; currency: string },
    purchase: PayPalPurchase,
    key: string
  ): Promise<PayPalOrder> {
    const { sessionId, cartId, purchaseId, description } = purchase
    const page = purchaseId ? `${this.returnUrl}/${purchaseId}` : this.returnUrl
    const body = {
      intent: CheckoutPaymentIntent.Authorize,
      purchaseUnits: [
        {
          referenceId: "default",
          customId: customIdOf({ sessionId, cartId, shop: this.mark, givenUp: false }),
          ...(description ? { description } : {}),
          amount: { currencyCode: amount.currency.toUpperCase(), value: amount.value },
        },
      ],
      paymentSource: {
        paypal: {
          experienceContext: {
            userAction: PaypalExperienceUserAction.PayNow,
            shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
            returnUrl: `${page}?returned=paid`,
            cancelUrl: `${page}?returned=canceled`,
          },
        },
      },
    }
    const request = () => this.api.orders.createOrder({ body, paypalRequestId: key, prefer: WHOLE })
    return PayPalOrder.parse(await askPayPal(request, KEYED))
  }

  /** The order of a reference, which is an order's id or names a capture; null for an unknown one, or another shop's. */
  async find(reference: string): Promise<Found | null> {
    try {
      const id = await this.orderIdOf(reference)
      if (!id) return null
      const order = PayPalOrder.parse(await askPayPal(() => this.api.orders.getOrder({ id }), READ))
      const ids = idsOfOrder(order, this.mark)
      return ids && { order, ids }
    } catch (error) {
      if (error instanceof PayPalRefusal && error.status === 404) return null
      throw error
    }
  }

  private async orderIdOf(reference: string): Promise<string | null> {
    const captureId = captureOfReference(reference)
    if (!captureId) return reference
    const found = await askPayPal(() => this.api.payments.getCapturedPayment({ captureId }), READ)
    return CaptureDetail.parse(found).supplementary_data?.related_ids?.order_id ?? null
  }

  private paymentOf({ order, ids }: Found, declined?: GatewayPayment["errorCode"]): GatewayPayment {
    const state = stateOfPayPal(order)
    const amount = amountOfPayPal(order)
    const capture = captureOf(order)
    const refunded = refundsOf(order).reduce((sum, refund) => sum + paypalMinorUnits(refund.amount), 0n)
    const errorCode = declined ?? (state === "failed" ? declineOfPayPal(order) : undefined)
    return {
      reference: order.id,
      state: declined ? "failed" : state === "approved" ? "awaiting" : state,
      amount: amount ? paypalMinorUnits(amount) : 0n,
      currencyCode: (amount?.currency_code ?? "").toLowerCase(),
      sessionId: ids.sessionId,
      captured: capture ? paypalMinorUnits(capture.amount) : 0n,
      refunded,
      disputed: false,
      ...(errorCode ? { errorCode } : {}),
    }
  }

  /**
   * The state of a payment now. PayPal holds no money when the shopper has approved the order, only when the shop asks for
   * the authorization, so that is part of finding out.
   */
  async state(reference: string): Promise<GatewayPayment | null> {
    const found = await this.find(reference)
    if (!found) return null
    if (stateOfPayPal(found.order) === "approved") return this.authorize(found)
    const payment = this.paymentOf(found)
    const capture = captureOf(found.order)
    if (!capture) return payment
    const disputes = await disputesOf(this.api, capture.id)
    return disputes.length ? { ...payment, disputed: true, disputes } : payment
  }

  /** Asks for the authorization of an approved order. PayPal authorizes an order once, so a lost answer is found by reading. */
  private async authorize({ order, ids }: Found): Promise<GatewayPayment> {
    const again = async (): Promise<Found> => (await this.find(order.id)) ?? { order, ids }
    try {
      await askPayPal(() => this.api.orders.authorizeOrder({ id: order.id, prefer: WHOLE }))
    } catch (error) {
      const after = await again()
      if (stateOfPayPal(after.order) !== "approved") return this.paymentOf(after)
      if (!(error instanceof PayPalRefusal) || error.status !== 422) throw error
      if (NOT_YET.includes(error.issue ?? "")) return this.paymentOf(after)
      if (DONE_BEFORE.includes(error.issue ?? "")) return { ...this.paymentOf(after), state: "processing" }
      return this.paymentOf(after, declineOfIssue(error.issue))
    }
    const after = await again()
    return stateOfPayPal(after.order) === "approved"
      ? this.paymentOf(after, declineOfPayPal(after.order))
      : this.paymentOf(after)
  }

  /** Captures an authorized payment, and returns its state after that. */
  async capture(reference: string): Promise<GatewayPayment | null> {
    let found = await this.find(reference)
    if (found && stateOfPayPal(found.order) === "approved") {
      const { state } = await this.authorize(found)
      if (state !== "authorized") return this.paymentOf(found)
      found = await this.find(reference)
    }
    const authorization = found && authorizationOf(found.order)
    if (!found || !authorization || stateOfPayPal(found.order) !== "authorized") return found && this.paymentOf(found)
    const request = () =>
      this.api.payments.captureAuthorizedPayment({
        authorizationId: authorization.id,
        paypalRequestId: `capture-${authorization.id}`,
        body: { finalCapture: true },
        prefer: WHOLE,
      })
    try {
      await askPayPal(request, KEYED)
    } catch (error) {
      const after = await this.find(reference)
      if (after && captureOf(after.order)) return this.paymentOf(after)
      throw error
    }
    const after = await this.find(reference)
    return after && this.paymentOf(after)
  }

  /** Voids the authorization, or marks an order without one, so that it is never authorized. Idempotent. */
  async giveUp({ order, ids }: Found): Promise<void> {
    const authorization = authorizationOf(order)
    const state = stateOfPayPal(order)
    if (state === "canceled") return
    if (authorization && (state === "authorized" || state === "processing"))
      return this.void(order.id, authorization.id)
    const body = [
      {
        op: PatchOp.Replace,
        path: "/purchase_units/@reference_id=='default'/custom_id",
        value: customIdOf({ ...ids, givenUp: true }),
      },
    ]
    try {
      await askPayPal(() => this.api.orders.patchOrder({ id: order.id, body }), { idempotent: true })
    } catch (error) {
      const after = await this.find(order.id)
      if (!after || stateOfPayPal(after.order) === "canceled") return
      const since = authorizationOf(after.order)
      // Authorized in the meantime.
      if (since && stateOfPayPal(after.order) === "authorized") return this.void(order.id, since.id)
      // An order that can no longer be changed has expired: it is never approved.
      if (!(error instanceof PayPalRefusal)) throw error
    }
  }

  private async void(orderId: string, authorizationId: string): Promise<void> {
    try {
      const paypalRequestId = `void-${authorizationId}`
      await askPayPal(() => this.api.payments.voidPayment({ authorizationId, paypalRequestId }), KEYED)
    } catch (error) {
      const after = await this.find(orderId)
      if (!after || stateOfPayPal(after.order) !== "canceled") throw error
    }
  }

  /** Gives up or refunds a payment that will never have an order. Idempotent. */
  async release(reference: string): Promise<void> {
    const found = await this.find(reference)
    if (!found) return
    const { captured, refunded } = this.paymentOf(found)
    if (captured === 0n) return this.giveUp(found)
    if (refunded >= captured) return
    await this.refundOnce(found.order, captured - refunded, `${RELEASED}${found.order.id}-${refunded}`)
  }

  /** Refunds once, however often it is asked for with the same id, also when an answer was lost. */
  async refundOnce(order: PayPalOrder, units: bigint, refundId: string): Promise<void> {
    const capture = captureOf(order)
    if (!capture) throw paymentErrors.fail("not_paid")
    const isMade = (one: PayPalOrder) => refundsOf(one).some(({ custom_id }) => custom_id === refundId)
    if (isMade(order)) return
    const { currency_code: currencyCode } = capture.amount
    const value = paypalAmount(units, currencyCode)
    if (value === null) throw new Error(`PayPal cannot refund ${units} of ${currencyCode}`)
    const request = () =>
      this.api.payments.refundCapturedPayment({
        captureId: capture.id,
        paypalRequestId: refundId,
        body: { amount: { currencyCode, value }, customId: refundId },
        prefer: WHOLE,
      })
    try {
      await askPayPal(request, KEYED)
    } catch (error) {
      const after = await this.find(order.id)
      if (!after || !isMade(after.order)) throw error
    }
  }

  /** The refunds of a payment; ours carry the id of Medusa's refund. */
  async refunds(reference: string): Promise<GatewayRefund[]> {
    const found = await this.find(reference)
    if (!found) return []
    return refundsOf(found.order).map(({ amount, custom_id, create_time }) => {
      const released = custom_id?.startsWith(RELEASED) ?? false
      // A refund on PayPal's pages carries the custom id of the payment, or none.
      const ours = custom_id?.startsWith("ref_") ? custom_id : null
      return { amount: paypalMinorUnits(amount), refundId: released ? null : ours, released, at: new Date(create_time) }
    })
  }

  /** What PayPal's events of the window report, whether they arrived or not. */
  changes(window: { since: Date; until: Date }): Promise<PayPalChange[]> {
    return changesOf(this.api, window)
  }
}
