import { createHmac, randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

type Notes = Record<string, string>
type Order = {
  id: string
  entity: "order"
  amount: number
  amount_paid: number
  amount_due: number
  currency: string
  receipt: string | null
  status: "created" | "attempted" | "paid"
  attempts: number
  notes: Notes | []
  created_at: number
}
type Payment = {
  id: string
  entity: "payment"
  order_id: string
  amount: number
  amount_refunded: number
  currency: string
  status: "created" | "authorized" | "captured" | "refunded" | "failed"
  captured: boolean
  method: string
  email: string
  notes: []
  error_code: string | null
  error_reason: string | null
  error_description: string | null
  created_at: number
}
type Refund = {
  id: string
  entity: "refund"
  payment_id: string
  amount: number
  currency: string
  notes: Notes | []
  status: "processed"
  created_at: number
}
type Dispute = {
  id: string
  entity: "dispute"
  payment_id: string
  amount: number
  currency: string
  status: "open" | "won" | "lost"
  respond_by: number
  created_at: number
}
export type RazorpayEvent = {
  entity: "event"
  account_id: string
  event: string
  contains: string[]
  payload: Partial<Record<"payment" | "order" | "refund" | "dispute", { entity: object }>>
  created_at: number
}

/** How a shopper's attempt ends. */
export type RazorpayOutcome = "authorized" | "authenticate" | "declined" | "insufficient_funds" | "card_expired"

const idOf = (prefix: string): string => `${prefix}_${randomBytes(7).toString("hex")}`
const now = (): number => Math.floor(Date.now() / 1000)

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message)
  }
}
const refuse = (message: string): never => {
  throw new Refusal(400, message)
}
const known = <T>(found: T | undefined): T => found ?? refuse("The id provided does not exist")

/** One Razorpay account: its orders, the attempts to pay them, and what happens to them. Each change adds its events. */
export class RazorpayAccount {
  readonly orders = new Map<string, Order>()
  readonly payments: Payment[] = []
  readonly refunds: Refund[] = []
  readonly disputes: Dispute[] = []
  readonly events: RazorpayEvent[] = []
  private readonly refundKeys = new Map<string, { body: string; refund: Refund }>()

  order(id: string): Order {
    return known(this.orders.get(id))
  }

  paymentsOf(orderId: string): Payment[] {
    return this.payments.filter(({ order_id }) => order_id === orderId)
  }

  payment(id: string): Payment {
    return known(this.payments.find((one) => one.id === id))
  }

  create(body: Record<string, unknown>): Order {
    const { amount, currency, receipt, notes } = body
    if (typeof amount !== "number" || !Number.isInteger(amount) || amount < 1) return refuse("The amount is invalid.")
    if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return refuse("The currency is invalid.")
    if (typeof receipt === "string" && receipt.length > 40) return refuse("The receipt may not exceed 40 characters.")
    const kept = (notes ?? []) as Notes | []
    if (Object.values(kept).some((note) => note.length > 256)) return refuse("A note may not exceed 256 characters.")
    const order: Order = {
      id: idOf("order"),
      entity: "order",
      amount,
      amount_paid: 0,
      amount_due: amount,
      currency,
      receipt: typeof receipt === "string" ? receipt : null,
      status: "created",
      attempts: 0,
      notes: kept,
      created_at: now(),
    }
    this.orders.set(order.id, order)
    return order
  }

  /** What Razorpay's form does for the shopper. */
  attempt(orderId: string, outcome: RazorpayOutcome, method = "card"): Payment {
    const order = this.order(orderId)
    if (order.status === "paid") return refuse("The order has already been paid.")
    const payment: Payment = {
      id: idOf("pay"),
      entity: "payment",
      order_id: orderId,
      amount: order.amount,
      amount_refunded: 0,
      currency: order.currency,
      status: "created",
      captured: false,
      method,
      email: "shopper@example.com",
      notes: [],
      error_code: null,
      error_reason: null,
      error_description: null,
      created_at: now(),
    }
    // An attempt follows the one before, also within a second.
    this.payments.push(payment)
    Object.assign(order, { status: "attempted", attempts: order.attempts + 1 })
    if (outcome === "authorized") return this.authorize(payment)
    if (outcome === "authenticate") return payment
    return this.decline(payment, outcome === "declined" ? "payment_failed" : outcome)
  }

  /** The shopper passes or fails the bank's authentication of the open attempt. */
  authenticate(orderId: string, passed: boolean): Payment {
    const open = known(this.paymentsOf(orderId).findLast(({ status }) => status === "created"))
    return passed ? this.authorize(open) : this.decline(open, "authentication_failed")
  }

  capture(paymentId: string, amount?: number): Payment {
    const payment = this.payment(paymentId)
    const order = this.order(payment.order_id)
    if (payment.captured) return refuse("This payment has already been captured")
    if (payment.status !== "authorized") return refuse("Only payments which have been authorized can be captured")
    if (amount !== undefined && amount !== payment.amount)
      return refuse("Capture amount must be equal to the amount authorized")
    if (order.status === "paid") return refuse("The order has already been paid.")
    Object.assign(payment, { status: "captured", captured: true })
    Object.assign(order, { status: "paid", amount_paid: payment.amount, amount_due: 0 })
    this.emit("payment.captured", { payment })
    this.emit("order.paid", { payment, order })
    return payment
  }

  /** The time to capture an authorized payment ends: Razorpay returns the money automatically. */
  lapse(orderId: string): void {
    const payment = known(this.paymentsOf(orderId).find(({ status }) => status === "authorized"))
    Object.assign(payment, { status: "refunded", amount_refunded: payment.amount })
  }

  refund(paymentId: string, body: { amount?: number; notes?: Notes }, key?: string): Refund {
    const text = JSON.stringify([paymentId, body])
    const before = key ? this.refundKeys.get(key) : undefined
    if (before?.body === text) return before.refund
    if (before) return refuse("Different request with the same idempotency key has already been processed.")
    const payment = this.payment(paymentId)
    if (!payment.captured) return refuse("The payment status should be captured for action to be taken")
    const left = payment.amount - payment.amount_refunded
    if (left === 0) return refuse("The payment has been fully refunded already")
    const amount = body.amount ?? left
    if (amount > left || amount < 1) return refuse("The total refund amount is greater than the refund payment amount")
    const refund: Refund = {
      id: idOf("rfnd"),
      entity: "refund",
      payment_id: paymentId,
      amount,
      currency: payment.currency,
      notes: body.notes ?? [],
      status: "processed",
      created_at: now(),
    }
    this.refunds.push(refund)
    payment.amount_refunded += amount
    if (payment.amount_refunded === payment.amount) payment.status = "refunded"
    if (key) this.refundKeys.set(key, { body: text, refund })
    this.emit("refund.created", { payment, refund })
    this.emit("refund.processed", { payment, refund })
    return refund
  }

  /** The cardholder disputes a captured payment at the bank. */
  dispute(orderId: string): Dispute {
    const payment = known(this.paymentsOf(orderId).find(({ captured }) => captured))
    const { id: payment_id, amount, currency } = payment
    const dispute: Dispute = {
      id: idOf("disp"),
      entity: "dispute",
      payment_id,
      amount,
      currency,
      status: "open",
      respond_by: now() + 7 * 86_400,
      created_at: now(),
    }
    this.disputes.push(dispute)
    this.emit("payment.dispute.created", { payment, dispute })
    return dispute
  }

  closeDispute(id: string, status: "won" | "lost"): void {
    const dispute = known(this.disputes.find((one) => one.id === id))
    dispute.status = status
    this.emit(`payment.dispute.${status}`, { payment: this.payment(dispute.payment_id), dispute })
  }

  private authorize(payment: Payment): Payment {
    payment.status = "authorized"
    this.emit("payment.authorized", { payment })
    return payment
  }

  private decline(payment: Payment, reason: string): Payment {
    const error = { error_code: "BAD_REQUEST_ERROR", error_reason: reason, error_description: "Payment failed" }
    Object.assign(payment, { status: "failed", ...error })
    this.emit("payment.failed", { payment })
    return payment
  }

  private emit(event: string, entities: Partial<Record<"payment" | "order" | "refund" | "dispute", object>>): void {
    // Snapshots, because the objects keep changing.
    const payload = Object.fromEntries(
      Object.entries(entities).map(([name, entity]) => [name, { entity: structuredClone(entity) }])
    )
    const account_id = "acc_standin"
    this.events.push({ entity: "event", account_id, event, contains: Object.keys(payload), payload, created_at: now() })
  }
}

type Call = { id: string; body: Record<string, unknown>; query: URLSearchParams; key: string | undefined }
type Route = [method: string, pattern: RegExp, run: (account: RazorpayAccount, call: Call) => object]

const collection = (items: readonly { created_at?: number }[], query = new URLSearchParams()) => {
  const at = (name: string, other: number) => Number(query.get(name) ?? other)
  const count = at("count", 10)
  if (count > 100) return refuse("The count may not be greater than 100.")
  const found = items
    .filter(({ created_at = 0 }) => created_at >= at("from", 0) && created_at <= at("to", Infinity))
    .toReversed()
    .slice(at("skip", 0), at("skip", 0) + count)
  return { entity: "collection", count: found.length, items: found }
}

const ROUTES: Route[] = [
  ["POST", /^\/v1\/orders$/, (account, { body }) => account.create(body)],
  ["GET", /^\/v1\/orders\/(\w+)$/, (account, { id }) => account.order(id)],
  [
    "PATCH",
    /^\/v1\/orders\/(\w+)$/,
    (account, { id, body }) => Object.assign(account.order(id), { notes: body.notes }),
  ],
  [
    "GET",
    /^\/v1\/orders\/(\w+)\/payments$/,
    (account, { id }) => collection(account.paymentsOf(account.order(id).id), new URLSearchParams({ count: "100" })),
  ],
  ["GET", /^\/v1\/payments$/, (account, { query }) => collection(account.payments, query)],
  ["GET", /^\/v1\/payments\/(\w+)$/, (account, { id }) => account.payment(id)],
  ["POST", /^\/v1\/payments\/(\w+)\/capture$/, (account, { id, body }) => account.capture(id, Number(body.amount))],
  ["POST", /^\/v1\/payments\/(\w+)\/refund$/, (account, { id, body, key }) => account.refund(id, body, key)],
  [
    "GET",
    /^\/v1\/payments\/(\w+)\/refunds$/,
    (account, { id, query }) =>
      collection(
        account.refunds.filter((refund) => refund.payment_id === id),
        query
      ),
  ],
  ["GET", /^\/v1\/refunds$/, (account, { query }) => collection(account.refunds, query)],
  ["GET", /^\/v1\/disputes$/, (account, { query }) => collection(account.disputes, query)],
]

/** `lost`: performed, but the answer never arrives. `request` is matched with `POST /v1/payments/…/capture`. */
export type RazorpayFault = { request: RegExp; how: "lost" | "unavailable"; times: number }

export type RazorpayStandIn = {
  /** For RAZORPAY_API_URL. */
  readonly url: string
  readonly account: RazorpayAccount
  /** Every request so far, oldest first, as `GET /v1/orders/order_1`. */
  requests(): readonly string[]
  fail(fault: RazorpayFault): void
  /** The events of an order, oldest first. */
  eventsOf(orderId: string): RazorpayEvent[]
  /** The header with which Razorpay signs a body. */
  sign(rawBody: string): string
  close(): Promise<void>
}

/** A stand-in for Razorpay: its wire format, errors and signed events. Keeps everything in memory and moves no money. */
export const startRazorpay = async (keys: {
  keyId: string
  keySecret: string
  webhookSecret: string
}): Promise<RazorpayStandIn> => {
  const account = new RazorpayAccount()
  const requests: string[] = []
  const faults: RazorpayFault[] = []
  const authorization = `Basic ${Buffer.from(`${keys.keyId}:${keys.keySecret}`).toString("base64")}`

  const answerOf = (line: string, request: IncomingMessage, text: string): { status: number; body: object } => {
    const [method = "", path = ""] = line.split(" ")
    try {
      if (request.headers.authorization !== authorization) throw new Refusal(401, "Authentication failed")
      const [, pattern, run] =
        ROUTES.find(([verb, address]) => verb === method && address.test(path)) ??
        refuse("The requested URL was not found on the server.")
      const key = request.headers["x-refund-idempotency"]
      const call: Call = {
        id: pattern.exec(path)?.[1] ?? "",
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
        query: new URL(request.url ?? "/", "http://razorpay").searchParams,
        key: typeof key === "string" ? key : undefined,
      }
      return { status: 200, body: structuredClone(run(account, call)) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const refused = { code: "BAD_REQUEST_ERROR", description: error.message }
      return { status: error.status, body: { error: refused } }
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const line = `${request.method ?? "GET"} ${new URL(request.url ?? "/", "http://razorpay").pathname}`
    requests.push(line)
    const fault = faults.find((one) => one.times > 0 && one.request.test(line))
    if (fault) fault.times -= 1
    const down = { status: 503, body: { error: { code: "SERVER_ERROR", description: "Service unavailable" } } }
    const answer = fault?.how === "unavailable" ? down : answerOf(line, request, Buffer.concat(chunks).toString("utf8"))
    if (fault?.how === "lost") return void request.socket.destroy()
    response.writeHead(answer.status, { "content-type": "application/json" })
    response.end(JSON.stringify(answer.body))
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve))
  const orderOf = ({ payload }: RazorpayEvent): string | undefined =>
    (payload.payment?.entity as Payment | undefined)?.order_id

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    account,
    requests: () => requests,
    fail: (fault) => void faults.push(fault),
    eventsOf: (orderId) => account.events.filter((event) => orderOf(event) === orderId),
    sign: (rawBody) => createHmac("sha256", keys.webhookSecret).update(rawBody).digest("hex"),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
