import type { GatewayCard } from "./card"

/** The payment at the gateway. The client secret only allows confirming this payment. */
export type PaymentIntent = { id: string; client_secret: string }

export type GatewayResult =
  | { status: "succeeded" }
  | { status: "requires_action" }
  | { status: "failed"; code: string }
  /** The response was late or lost: ask the backend for the outcome instead of charging the card again. */
  | { status: "unknown"; reason: "timeout" | "network" }

/** The browser side of a gateway that takes a card. */
export type CardGateway = {
  confirm: (intent: PaymentIntent, card: GatewayCard) => Promise<GatewayResult>
  /** Reports the shopper's answer to the bank's confirmation. */
  authenticate: (intent: PaymentIntent, outcome: "pass" | "fail") => Promise<GatewayResult>
}

/** Longest time to wait for the gateway before asking the backend for the outcome. */
export const CONFIRM_TIMEOUT_MS = 12_000

/** Browser client of the sandbox gateway. Card data goes directly to the gateway. */
export const sandboxGateway = (
  backendUrl: string,
  fetchImpl: typeof fetch = fetch,
  timeoutMs = CONFIRM_TIMEOUT_MS
): CardGateway => {
  const post = async (path: string, body: unknown): Promise<GatewayResult> => {
    let response: Response
    try {
      response = await fetchImpl(`${backendUrl}/sandbox-gateway/payment-intents/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        // No cookies and no referrer, as for any third party.
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(timeoutMs),
      })
      return parseResult(response.status, await response.json())
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError"
      return { status: "unknown", reason: timedOut ? "timeout" : "network" }
    }
  }
  return {
    confirm: (intent, card) =>
      post(`${encodeURIComponent(intent.id)}/confirm`, { client_secret: intent.client_secret, card }),
    authenticate: (intent, outcome) =>
      post(`${encodeURIComponent(intent.id)}/authenticate`, { client_secret: intent.client_secret, outcome }),
  }
}

const codeOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "code" in value && typeof value.code === "string"
    ? value.code
    : undefined

// Without zod, to keep it out of the page's initial JavaScript.
const parseResult = (httpStatus: number, body: unknown): GatewayResult => {
  if (typeof body === "object" && body !== null && "status" in body) {
    const { status } = body
    if (status === "succeeded" || status === "requires_action") return { status }
    if (status === "failed")
      return { status, code: codeOf("error" in body ? body.error : undefined) ?? "card_declined" }
  }
  const code = codeOf(body)
  return httpStatus >= 500 || code === undefined ? { status: "unknown", reason: "network" } : { status: "failed", code }
}
