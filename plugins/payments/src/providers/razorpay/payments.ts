import { checkedRows } from "@atrium/server"
import type Razorpay from "razorpay"
import { z } from "zod"

import type { DisputeStatus, GatewayDispute, GatewayPayment, GatewayRefund } from "../../contracts/gateway"
import { CredentialsRefusedError } from "../../domain/gateway-test"
import {
  decidingPayment,
  declineOfRazorpay,
  GIVEN_UP,
  razorpayEventId,
  RazorpayOrder,
  RazorpayPayment,
  sessionOfNotes,
  stateOfRazorpay,
} from "../../domain/razorpay-order"
import { askRazorpay, isRefusedKey, RazorpayRefusal } from "./client"

const PAGE_SIZE = 100
const READ = { idempotent: true }

const Refund = z.object({
  id: z.string(),
  payment_id: z.string(),
  amount: z.number().int(),
  status: z.string().nullish(),
  notes: z.unknown(),
  created_at: z.number().int(),
})
type Refund = z.infer<typeof Refund>
const RefundNotes = z.object({ refund_id: z.string().nullish(), released: z.string().nullish() })
const notesOf = (refund: Refund) => RefundNotes.safeParse(refund.notes).data ?? {}

const Dispute = z.object({
  id: z.string(),
  payment_id: z.string(),
  amount: z.number().int(),
  status: z.string(),
  respond_by: z.number().int().nullish(),
})
const DISPUTE_STATUSES: Readonly<Record<string, DisputeStatus>> = { won: "won", closed: "won", lost: "lost" }

type Page = { items: unknown[] }
/** Every row of a list, a hundred per request. */
const everyPage = async <S extends z.ZodType>(
  schema: S,
  read: (skip: number) => Promise<Page>
): Promise<z.output<S>[]> => {
  const rows: z.output<S>[] = []
  for (let skip = 0; ; skip += PAGE_SIZE) {
    const { items } = await askRazorpay(() => read(skip), READ)
    rows.push(...checkedRows(schema, items))
    if (items.length < PAGE_SIZE) return rows
  }
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)

const HOLDS_MONEY = ["authorized", "captured"]

/** Something that happened to an order, with the ids of the events that report it. */
export type RazorpayChange = { orderId: string | null; events: string[] }

/** An order at Razorpay with the attempt that decides. */
type Held = { order: RazorpayOrder; paid: RazorpayPayment | undefined }

/**
 * The payments of one Razorpay account. A payment of the shop is an order there, which the shopper may try to pay several
 * times; its reference is the order's id.
 */
export class RazorpayPayments {
  constructor(
    private readonly api: Razorpay,
    private readonly shop: string
  ) {}

  /**
   * Reads one payment, even while Razorpay counts as down.
   * @throws CredentialsRefusedError
   */
  async check(): Promise<void> {
    try {
      await this.api.payments.all({ count: 1 })
    } catch (error) {
      if (isRefusedKey(error)) throw new CredentialsRefusedError("Razorpay refused the key")
      throw error
    }
  }

  /** The order and its deciding attempt, in two requests; null for an unknown one, or another shop's. */
  async find(orderId: string): Promise<Held | null> {
    try {
      const [order, payments] = await Promise.all([
        askRazorpay(() => this.api.orders.fetch(orderId), READ),
        askRazorpay(() => this.api.orders.fetchPayments(orderId), READ),
      ])
      const found = RazorpayOrder.parse(order)
      if (!sessionOfNotes(found.notes, this.shop)) return null
      return { order: found, paid: decidingPayment(checkedRows(RazorpayPayment, payments.items)) }
    } catch (error) {
      // Razorpay refuses a read of an id that it does not know, and nothing else.
      if (error instanceof RazorpayRefusal) return null
      throw error
    }
  }

  private paymentOf({ order, paid }: Held): GatewayPayment {
    const state = stateOfRazorpay(order, paid)
    const taken = state === "captured" && paid
    return {
      reference: order.id,
      state,
      amount: BigInt(paid?.amount ?? order.amount),
      currencyCode: (paid?.currency ?? order.currency).toLowerCase(),
      sessionId: sessionOfNotes(order.notes, this.shop),
      captured: BigInt(taken ? taken.amount : 0),
      refunded: BigInt(taken ? (taken.amount_refunded ?? 0) : 0),
      disputed: false,
      ...(state === "failed" && paid ? { errorCode: declineOfRazorpay(paid) } : {}),
    }
  }

  /** The state of a payment now. A captured payment costs one request more: Razorpay lists disputes by time alone. */
  async state(orderId: string): Promise<GatewayPayment | null> {
    const held = await this.find(orderId)
    if (!held) return null
    const payment = this.paymentOf(held)
    if (payment.state !== "captured" || !held.paid) return payment
    const disputes = await this.disputesOf(held.paid)
    return disputes.length ? { ...payment, disputed: true, disputes } : payment
  }

  private async disputesOf(paid: RazorpayPayment): Promise<GatewayDispute[]> {
    const listed = await everyPage(Dispute, (skip) =>
      this.api.disputes.all({ from: paid.created_at, count: PAGE_SIZE, skip })
    )
    return listed
      .filter(({ payment_id }) => payment_id === paid.id)
      .map(({ id, amount, status, respond_by: respondBy }) => ({
        reference: id,
        amount: BigInt(amount),
        status: DISPUTE_STATUSES[status] ?? "open",
        respondBy: respondBy ? new Date(respondBy * 1000) : null,
      }))
  }

  /**
   * Captures an authorized payment, and returns its state after that. Razorpay captures a payment once and refuses to do
   * it again, so a lost answer is found out by reading.
   */
  async capture(orderId: string): Promise<GatewayPayment | null> {
    const held = await this.find(orderId)
    if (!held?.paid || this.paymentOf(held).state !== "authorized") return held && this.paymentOf(held)
    const { id, amount, currency } = held.paid
    try {
      const taken = await askRazorpay(() => this.api.payments.capture(id, amount, currency))
      return this.paymentOf({ order: held.order, paid: RazorpayPayment.parse(taken) })
    } catch (error) {
      const after = await this.state(orderId)
      if (after?.state === "captured") return after
      throw error
    }
  }

  /**
   * Gives up an order: it is marked, and never captured. Razorpay cannot cancel an authorization; it returns the money by
   * itself when the time to capture it ends.
   */
  async giveUp({ order }: Held): Promise<void> {
    const notes = { ...order.notes, ...GIVEN_UP }
    await askRazorpay(() => this.api.orders.edit(order.id, { notes }), { idempotent: true })
  }

  /** Gives up or refunds a payment that will never have an order. Idempotent. */
  async release(orderId: string): Promise<void> {
    const held = await this.find(orderId)
    if (!held) return
    const { state, captured, refunded } = this.paymentOf(held)
    if (state === "canceled") return
    if (state !== "captured" || !held.paid) return this.giveUp(held)
    if (refunded >= captured) return
    // Distinguished from a refund in the dashboard: its cart needs a new payment.
    const notes = { released: "true", refund_id: `release-${orderId}-${refunded}` }
    await this.refundOnce(held.paid.id, captured - refunded, notes)
  }

  /** Refunds once, however often it is asked for with the same id, also when an answer was lost. */
  async refundOnce(paymentId: string, units: bigint, notes: { refund_id: string; released?: string }): Promise<void> {
    const made = async () =>
      (await this.listRefunds(paymentId)).some((one) => notesOf(one).refund_id === notes.refund_id)
    if (await made()) return
    const asked = { amount: Number(units), speed: "normal" as const, notes }
    try {
      // Razorpay keeps the id as its key, so the request is idempotent.
      await askRazorpay(() => this.api.payments.refund(paymentId, asked), { idempotent: true })
    } catch (error) {
      if (!(await made().catch(() => false))) throw error
    }
  }

  private async listRefunds(paymentId: string): Promise<Refund[]> {
    const listed = await everyPage(Refund, (skip) =>
      this.api.payments.fetchMultipleRefund(paymentId, { count: PAGE_SIZE, skip })
    )
    return listed.filter(({ status }) => status !== "failed")
  }

  /** The refunds of a payment; ours carry the id of Medusa's refund. */
  async refunds(orderId: string): Promise<GatewayRefund[]> {
    const held = await this.find(orderId)
    if (!held?.paid) return []
    return (await this.listRefunds(held.paid.id)).map((refund) => {
      const { refund_id = null, released } = notesOf(refund)
      return {
        amount: BigInt(refund.amount),
        refundId: released ? null : refund_id,
        released: released === "true",
        at: new Date(refund.created_at * 1000),
      }
    })
  }

  /**
   * What was authorized, captured, refunded or disputed in the window. A refund or dispute names a payment, whose order
   * costs one request where it is older.
   */
  async changes(window: { since: Date; until: Date }): Promise<RazorpayChange[]> {
    const span = { from: secondsOf(window.since), to: secondsOf(window.until), count: PAGE_SIZE }
    const payments = await everyPage(RazorpayPayment, (skip) => this.api.payments.all({ ...span, skip }))
    const refunds = await everyPage(Refund, (skip) => this.api.refunds.all({ ...span, skip }))
    const disputes = await everyPage(Dispute, (skip) => this.api.disputes.all({ ...span, skip }))
    const orders = new Map(payments.map(({ id, order_id }) => [id, order_id ?? null]))
    const orderOf = async (paymentId: string): Promise<string | null> => {
      const known = orders.get(paymentId)
      if (known !== undefined) return known
      const found = RazorpayPayment.parse(await askRazorpay(() => this.api.payments.fetch(paymentId), READ))
      orders.set(paymentId, found.order_id ?? null)
      return found.order_id ?? null
    }
    const changes: RazorpayChange[] = payments
      .filter(({ status }) => HOLDS_MONEY.includes(status))
      .map(({ id, order_id }) => ({
        orderId: order_id ?? null,
        events: [razorpayEventId("payment.authorized", id), razorpayEventId("payment.captured", id)],
      }))
    for (const { id, payment_id } of refunds)
      changes.push({
        orderId: await orderOf(payment_id),
        events: [razorpayEventId("refund.created", id), razorpayEventId("refund.processed", id)],
      })
    // A dispute changes several times: it is read whenever it is in the window.
    for (const { payment_id } of disputes) changes.push({ orderId: await orderOf(payment_id), events: [] })
    return changes
  }
}
