import { ORDER_PROGRESS_WORDS, type OrderProgress } from "../contracts/order-progress"
import type { ServiceRequestStatus } from "../contracts/statuses"

export type OrderFacts = {
  readonly placed_at: Date
  readonly canceled_at: Date | null
  /** Units of services that were bought; their requests are made after the payment. */
  readonly units: number
  readonly requests: readonly {
    readonly status: ServiceRequestStatus
    readonly started_at: Date | null
    /** When it was completed or canceled. */
    readonly ended_at: Date | null
  }[]
  /** Lines of goods: units that the order holds, and units of them that were sent. */
  readonly goods: readonly { readonly held: number; readonly fulfilled: number; readonly shipped: number }[]
  /** When its shipments were sent, oldest first. */
  readonly shipments: readonly Date[]
}

/** Statuses of a request that change how far its order is. */
const CHANGING: readonly ServiceRequestStatus[] = ["in_progress", "completed", "cancelled"]

/** Whether this move of a request may change how far its order is. */
export const changesOrder = (from: ServiceRequestStatus, to: ServiceRequestStatus): boolean =>
  CHANGING.includes(from) || CHANGING.includes(to)

export type ProgressEvent = { readonly type: string; readonly status: OrderProgress | null; readonly occurred_at: Date }

const latest = (instants: readonly Date[]): Date | undefined =>
  [...instants].sort((a, b) => a.getTime() - b.getTime()).at(-1)

const instantsOf = (values: readonly (Date | null)[]): Date[] => values.filter((value) => value !== null)

/**
 * How far an order is. It is completed when every request and every shipment of what it still holds is, and canceled when
 * staff canceled it or nothing of it is left. A shipment that staff take back, or a service that is added later, makes a
 * completed order one in progress again.
 */
export const orderProgress = (order: OrderFacts): OrderProgress => {
  const { requests } = order
  const goods = order.goods.filter(({ held }) => held > 0)
  const live = requests.filter(({ status }) => status !== "cancelled")
  const expected = order.units > requests.length
  if (order.canceled_at) return "canceled"
  if (!expected && live.length === 0 && goods.length === 0)
    return requests.length + order.goods.length > 0 ? "canceled" : "received"
  const done =
    !expected &&
    live.every(({ status }) => status === "completed") &&
    goods.every(({ held, shipped }) => shipped >= held)
  if (done) return "completed"
  const begun =
    live.some(({ status }) => status === "in_progress" || status === "completed") ||
    goods.some(({ fulfilled, shipped }) => fulfilled + shipped > 0)
  return begun ? "processing" : "received"
}

const byTime = (a: ProgressEvent, b: ProgressEvent) => a.occurred_at.getTime() - b.occurred_at.getTime()

/** What happened to an order, oldest first; the last status is the current one. */
export const orderEvents = (order: OrderFacts): ProgressEvent[] => {
  const status = orderProgress(order)
  const started = instantsOf(order.requests.map(({ started_at }) => started_at))
  const [first] = [...started, ...order.shipments].sort((a, b) => a.getTime() - b.getTime())
  const events: ProgressEvent[] = [
    { type: "status_changed", status: "received", occurred_at: order.placed_at },
    ...(first ? [{ type: "status_changed", status: "processing" as const, occurred_at: first }] : []),
    ...order.shipments.map((at) => ({ type: "shipped", status: null, occurred_at: at })),
  ]
  if (!ORDER_PROGRESS_WORDS[status].final) return events.sort(byTime)
  const ended = [...instantsOf(order.requests.map(({ ended_at }) => ended_at)), ...order.shipments]
  const at = order.canceled_at ?? latest(ended) ?? order.placed_at
  return [...events.sort(byTime), { type: "status_changed", status, occurred_at: at }]
}

/** How far an order is and since when. */
export const orderStanding = (order: OrderFacts): { progress: OrderProgress; since: Date } => ({
  progress: orderProgress(order),
  since: orderEvents(order).findLast(({ status }) => status !== null)?.occurred_at ?? order.placed_at,
})

/** Core's status of an order, and whether it was set to `completed` here and not by staff. */
export type CoreStatus = { readonly status: string; readonly completed_here: boolean }

/**
 * What core's status of the order must become; null: it stays. An order that is completed here is `completed` in core, and
 * `pending` again when it goes on. What staff set themselves (completed, archived, canceled) stays theirs.
 */
export const coreStatusFor = (
  progress: OrderProgress,
  { status, completed_here: completedHere }: CoreStatus
): "completed" | "pending" | null => {
  if (progress === "completed") return status === "pending" ? "completed" : null
  return status === "completed" && completedHere ? "pending" : null
}
