import { z } from "zod"

import type { GatewayCard } from "./card"

/** The payment at the gateway, as the purchase names it. The secret lets a browser confirm this one payment only. */
export type PaymentIntent = { id: string; client_secret: string }

export type GatewayAnswer =
  | { status: "succeeded" }
  | { status: "requires_action" }
  | { status: "failed"; code: string }
  /** Nobody knows: the answer took too long or never came. The shop must be asked, not the card again. */
  | { status: "unknown"; because: "timeout" | "network" }

const Answer = z.object({
  status: z.enum(["succeeded", "requires_action", "failed"]),
  error: z.object({ code: z.string() }).nullish(),
})
const Refusal = z.object({ code: z.string() })

/** The browser side of a gateway that takes a card. */
export type CardGateway = {
  confirm: (intent: PaymentIntent, card: GatewayCard) => Promise<GatewayAnswer>
  /** What the bank's own page would report after the shopper confirmed there, or did not. */
  authenticate: (intent: PaymentIntent, outcome: "pass" | "fail") => Promise<GatewayAnswer>
}

/** How long a shopper waits for the bank before we go on and ask the shop instead. */
export const CONFIRM_TIMEOUT_MS = 12_000

/** Browser side of the sandbox gateway. Card data goes from here to the gateway and nowhere else. */
export const sandboxGateway = (
  backendUrl: string,
  fetchImpl: typeof fetch = fetch,
  timeoutMs = CONFIRM_TIMEOUT_MS
): CardGateway => {
  const post = async (path: string, body: unknown): Promise<GatewayAnswer> => {
    let response: Response
    try {
      response = await fetchImpl(`${backendUrl}/sandbox-gateway/payment-intents/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        // No cookies and no address of ours: the gateway is another company.
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(timeoutMs),
      })
      return readAnswer(response.status, await response.json())
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError"
      return { status: "unknown", because: timedOut ? "timeout" : "network" }
    }
  }
  return {
    confirm: (intent, card) =>
      post(`${encodeURIComponent(intent.id)}/confirm`, { client_secret: intent.client_secret, card }),
    authenticate: (intent, outcome) =>
      post(`${encodeURIComponent(intent.id)}/authenticate`, { client_secret: intent.client_secret, outcome }),
  }
}

const readAnswer = (httpStatus: number, body: unknown): GatewayAnswer => {
  const answer = Answer.safeParse(body)
  if (answer.success) {
    const { status, error } = answer.data
    return status === "failed" ? { status, code: error?.code ?? "card_declined" } : { status }
  }
  const refusal = Refusal.safeParse(body)
  if (httpStatus >= 500 || !refusal.success) return { status: "unknown", because: "network" }
  return { status: "failed", code: refusal.data.code }
}
