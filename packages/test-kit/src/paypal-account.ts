import { randomBytes } from "node:crypto"

type Money = { currency_code: string; value: string }
type Link = { href: string; rel: string; method: string }
type Related = { related_ids: { order_id: string; authorization_id?: string } }
type Authorization = {
  id: string
  status: "CREATED" | "CAPTURED" | "VOIDED" | "DENIED"
  amount: Money
  custom_id: string
  supplementary_data: Related
  processor_response?: { response_code: string }
  create_time: string
}
type Capture = {
  id: string
  status: "COMPLETED" | "PARTIALLY_REFUNDED" | "REFUNDED"
  amount: Money
  custom_id: string
  final_capture: boolean
  supplementary_data: Related
  create_time: string
}
type Refund = {
  id: string
  status: "COMPLETED"
  amount: Money
  custom_id?: string
  links: Link[]
  create_time: string
}
export type PayPalOrderThere = {
  id: string
  intent: "AUTHORIZE"
  status: "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED"
  purchase_units: [
    {
      reference_id: string
      custom_id: string
      description?: string
      amount: Money
      payments?: { authorizations: Authorization[]; captures: Capture[]; refunds: Refund[] }
    },
  ]
  links: Link[]
  create_time: string
}
type Dispute = {
  dispute_id: string
  status: "OPEN" | "RESOLVED"
  dispute_amount: Money
  disputed_transactions: { seller_transaction_id: string }[]
  seller_response_due_date: string
  dispute_outcome?: { outcome_code: string }
}
export type PayPalEventThere = {
  id: string
  event_version: "1.0"
  create_time: string
  resource_type: string
  event_type: string
  resource: object
}

/** How the shopper's visit of PayPal's page ends, and what PayPal answers when the shop asks for the authorization. */
export type PayPalOutcome = "approved" | "declined" | "insufficient_funds" | "card_expired" | "authentication_failed"

const idOf = (): string => randomBytes(9).toString("hex").slice(0, 17).toUpperCase()
const now = (): string => new Date().toISOString()

export class PayPalRefused extends Error {
  constructor(
    readonly status: number,
    readonly issue: string
  ) {
    super(issue)
  }
}
const refuse = (issue: string, status = 422): never => {
  throw new PayPalRefused(status, issue)
}
const known = <T>(found: T | undefined): T => found ?? refuse("INVALID_RESOURCE_ID", 404)

const cents = ({ value }: Money): number => Math.round(Number(value) * 100)
const money = (amount: number, currency_code: string): Money => ({ currency_code, value: (amount / 100).toFixed(2) })

type OrderBody = {
  intent?: string
  purchase_units?: { reference_id?: string; custom_id?: string; description?: string; amount?: Money }[]
  payment_source?: { paypal?: { experience_context?: { return_url?: string; cancel_url?: string } } }
}

/** One PayPal account: its orders, what was authorized, captured and refunded, and disputes. Each change adds its event. */
export class PayPalAccount {
  readonly orders = new Map<string, PayPalOrderThere>()
  readonly disputes: Dispute[] = []
  readonly events: PayPalEventThere[] = []
  /** Where PayPal sends the shopper of an order back to. */
  readonly returnUrls = new Map<string, string>()
  readonly cancelUrls = new Map<string, string>()
  private readonly outcomes = new Map<string, PayPalOutcome>()

  constructor(private readonly url: () => string) {}

  order(id: string): PayPalOrderThere {
    return known(this.orders.get(id))
  }

  paymentsOf(id: string) {
    return this.order(id).purchase_units[0].payments ?? { authorizations: [], captures: [], refunds: [] }
  }

  create(body: OrderBody): PayPalOrderThere {
    const [unit, ...others] = body.purchase_units ?? []
    const context = body.payment_source?.paypal?.experience_context
    if (body.intent !== "AUTHORIZE" || !unit?.amount || others.length) return refuse("INVALID_REQUEST", 400)
    const { custom_id = "", description, amount } = unit
    if (!/^\d+(\.\d{2})?$/.test(amount.value) || cents(amount) < 1) return refuse("DECIMAL_PRECISION")
    if (!/^[A-Z]{3}$/.test(amount.currency_code)) return refuse("CURRENCY_NOT_SUPPORTED")
    if (custom_id.length > 127 || (description ?? "").length > 127) return refuse("INVALID_STRING_LENGTH", 400)
    const id = idOf()
    const link = (path: string, rel: string, method = "GET"): Link => ({ href: `${this.url()}${path}`, rel, method })
    const order: PayPalOrderThere = {
      id,
      intent: "AUTHORIZE",
      status: "PAYER_ACTION_REQUIRED",
      purchase_units: [{ reference_id: "default", custom_id, ...(description ? { description } : {}), amount }],
      links: [link(`/v2/checkout/orders/${id}`, "self"), link(`/checkoutnow?token=${id}`, "payer-action")],
      create_time: now(),
    }
    this.orders.set(id, order)
    if (context?.return_url) this.returnUrls.set(id, context.return_url)
    if (context?.cancel_url) this.cancelUrls.set(id, context.cancel_url)
    return order
  }

  patch(id: string, [change]: { op: string; path: string; value: unknown }[]): void {
    const order = this.order(id)
    if (order.status === "COMPLETED") return refuse("ORDER_ALREADY_COMPLETED")
    const path = "/purchase_units/@reference_id=='default'/custom_id"
    if (change?.op !== "replace" || change.path !== path || typeof change.value !== "string")
      return refuse("INVALID_PATCH_OPERATION", 400)
    order.purchase_units[0].custom_id = change.value
  }

  /** What the shopper does on PayPal's page. */
  approve(id: string, outcome: PayPalOutcome = "approved"): void {
    const order = this.order(id)
    if (order.status === "COMPLETED") return refuse("ORDER_ALREADY_COMPLETED")
    order.status = "APPROVED"
    this.outcomes.set(id, outcome)
    this.emit("CHECKOUT.ORDER.APPROVED", "checkout-order", order)
  }

  /** Where PayPal's page sends the shopper, who approves the order or cancels; an approved order is not asked about again. */
  leavePage(id: string, action: "approve" | "cancel"): string {
    const { status } = this.order(id)
    const canceled = action === "cancel" && status === "PAYER_ACTION_REQUIRED"
    if (!canceled && status === "PAYER_ACTION_REQUIRED") this.approve(id)
    const page = new URL(known((canceled ? this.cancelUrls : this.returnUrls).get(id)))
    page.searchParams.set("token", id)
    if (!canceled) page.searchParams.set("PayerID", "QLLGM4AAJXPR2")
    return page.href
  }

  authorize(id: string): PayPalOrderThere {
    const order = this.order(id)
    const [unit] = order.purchase_units
    if (order.status === "COMPLETED") return refuse("ORDER_ALREADY_AUTHORIZED")
    if (order.status !== "APPROVED") return refuse("ORDER_NOT_APPROVED")
    const outcome = this.outcomes.get(id)
    if (outcome === "declined") return refuse("INSTRUMENT_DECLINED")
    if (outcome === "card_expired") return refuse("CARD_EXPIRED")
    if (outcome === "authentication_failed") return refuse("PAYER_ACTION_REQUIRED")
    const authorization: Authorization = {
      id: idOf(),
      status: outcome === "insufficient_funds" ? "DENIED" : "CREATED",
      amount: unit.amount,
      custom_id: unit.custom_id,
      supplementary_data: { related_ids: { order_id: id } },
      ...(outcome === "insufficient_funds" ? { processor_response: { response_code: "5120" } } : {}),
      create_time: now(),
    }
    unit.payments ??= { authorizations: [], captures: [], refunds: [] }
    unit.payments.authorizations.push(authorization)
    if (authorization.status === "DENIED") return order
    order.status = "COMPLETED"
    this.emit("PAYMENT.AUTHORIZATION.CREATED", "authorization", authorization)
    return order
  }

  private found<Kind extends "authorizations" | "captures">(kind: Kind, id: string) {
    const all = [...this.orders.values()].flatMap((order) =>
      this.paymentsOf(order.id)[kind].map((one: Authorization | Capture) => ({ order, one }))
    )
    return known(all.find(({ one }) => one.id === id))
  }

  capture(authorizationId: string): Capture {
    const { order, one } = this.found("authorizations", authorizationId)
    const authorization = one as Authorization
    if (authorization.status === "CAPTURED") return refuse("AUTHORIZATION_ALREADY_CAPTURED")
    if (authorization.status === "VOIDED") return refuse("AUTHORIZATION_VOIDED")
    if (authorization.status !== "CREATED") return refuse("AUTHORIZATION_DENIED")
    authorization.status = "CAPTURED"
    const capture: Capture = {
      id: idOf(),
      status: "COMPLETED",
      amount: authorization.amount,
      custom_id: authorization.custom_id,
      final_capture: true,
      supplementary_data: { related_ids: { order_id: order.id, authorization_id: authorizationId } },
      create_time: now(),
    }
    this.paymentsOf(order.id).captures.push(capture)
    this.emit("PAYMENT.CAPTURE.COMPLETED", "capture", capture)
    return capture
  }

  captureDetail(captureId: string): object {
    return this.found("captures", captureId).one
  }

  void(authorizationId: string): void {
    const { one } = this.found("authorizations", authorizationId)
    const authorization = one as Authorization
    if (authorization.status === "VOIDED") return refuse("PREVIOUSLY_VOIDED")
    if (authorization.status === "CAPTURED") return refuse("PREVIOUSLY_CAPTURED")
    authorization.status = "VOIDED"
    this.emit("PAYMENT.AUTHORIZATION.VOIDED", "authorization", authorization)
  }

  refund(captureId: string, body: { amount?: Money; custom_id?: string } = {}): Refund {
    const { order, one } = this.found("captures", captureId)
    const capture = one as Capture
    const { refunds } = this.paymentsOf(order.id)
    const left = cents(capture.amount) - refunds.reduce((sum, refund) => sum + cents(refund.amount), 0)
    const amount = body.amount ? cents(body.amount) : left
    if (left === 0) return refuse("CAPTURE_FULLY_REFUNDED")
    if (amount > left || amount < 1) return refuse("REFUND_AMOUNT_EXCEEDED")
    const refund: Refund = {
      id: idOf(),
      status: "COMPLETED",
      amount: money(amount, capture.amount.currency_code),
      ...(body.custom_id ? { custom_id: body.custom_id } : {}),
      links: [{ href: `${this.url()}/v2/payments/captures/${captureId}`, rel: "up", method: "GET" }],
      create_time: now(),
    }
    refunds.push(refund)
    capture.status = amount === left ? "REFUNDED" : "PARTIALLY_REFUNDED"
    this.emit("PAYMENT.CAPTURE.REFUNDED", "refund", refund)
    return refund
  }

  /** The payer disputes a captured payment. */
  dispute(orderId: string): Dispute {
    const [capture] = this.paymentsOf(orderId).captures
    const { id, amount } = known(capture)
    const dispute: Dispute = {
      dispute_id: `PP-D-${randomBytes(3).readUIntBE(0, 3)}`,
      status: "OPEN",
      dispute_amount: amount,
      disputed_transactions: [{ seller_transaction_id: id }],
      seller_response_due_date: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    }
    this.disputes.push(dispute)
    this.emit("CUSTOMER.DISPUTE.CREATED", "dispute", dispute)
    return dispute
  }

  closeDispute(id: string, outcome_code: "RESOLVED_BUYER_FAVOUR" | "RESOLVED_SELLER_FAVOUR"): void {
    const dispute = known(this.disputes.find(({ dispute_id }) => dispute_id === id))
    Object.assign(dispute, { status: "RESOLVED", dispute_outcome: { outcome_code } })
    this.emit("CUSTOMER.DISPUTE.RESOLVED", "dispute", dispute)
  }

  private emit(event_type: string, resource_type: string, resource: object): void {
    const id = `WH-${idOf()}`
    // A snapshot, because the object keeps changing.
    const copy = structuredClone(resource)
    this.events.push({ id, event_version: "1.0", create_time: now(), resource_type, event_type, resource: copy })
  }
}
