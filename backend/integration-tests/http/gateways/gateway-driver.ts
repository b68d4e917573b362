import type { Shop } from "@atrium/test-kit"

export type Payment = { id: string; client_secret: string }

/** A card, by its bank's response. */
export type CardKind = "succeeds" | "declined" | "insufficient" | "expired" | "authentication"

/** What the shopper's browser receives: paid, authentication required, or the shop's code of a decline. */
export type Confirmation = "succeeded" | "requires_action" | "declined" | "lost"

/** A payment as the gateway's own pages show it. Amounts in minor units. */
export type AtGateway = { state: "open" | "authorized" | "captured" | "canceled"; captured: number; refunded: number }

/** What the gateway received about a purchase. */
export type Told = {
  amount: number
  currency_code: string
  description: string | null
  session_id: string | null
  cart_id: string | null
}

export type GatewayEvent = { id: string; about: "authorized" | "captured" | "refunded" | "other" }

/**
 * A gateway as seen from outside the shop: the shopper's browser, the gateway's own pages, its webhooks. To test a new
 * gateway, implement this type. Events are delivered only when the test requests it.
 */
export type GatewayDriver = {
  readonly name: string
  readonly providerId: string
  /** What the shop needs in its environment; read after `open`. */
  readonly env: Record<string, string>
  /** Before the shop starts. */
  open(): Promise<void>
  /** The shop that uses it. */
  meet(shop: Shop): void
  close(): Promise<void>
  confirm(payment: Payment, card: CardKind): Promise<Confirmation>
  /** Makes the payment, but the response never reaches the browser. */
  confirmAndLoseTheAnswer(payment: Payment): Promise<Confirmation>
  authenticate(payment: Payment, passed: boolean): Promise<Confirmation>
  look(paymentId: string): Promise<AtGateway>
  told(paymentId: string): Promise<Told>
  /** By staff on the gateway's own pages. */
  capture(paymentId: string): Promise<void>
  cancel(paymentId: string): Promise<void>
  refund(paymentId: string, amount: number, key?: string): Promise<void>
  /** The payer disputes a captured payment at the bank; returns the dispute's id. */
  dispute(paymentId: string): Promise<string>
  /** The bank decides. Absent where a gateway's disputes stay open. */
  closeDispute?(disputeId: string, decision: "won" | "lost"): Promise<void>
  events(paymentId: string): Promise<GatewayEvent[]>
  /** Stops the gateway's own deliveries. */
  withhold(): Promise<void>
  /** Posts an event to the shop's webhook, any number of times; `tampered` changes it after it was signed. */
  deliver(event: GatewayEvent, tampered?: "tampered"): Promise<number>
}
