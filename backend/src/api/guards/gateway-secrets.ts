import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** What a gateway's form needs to pay with. Core keeps it in the session's data, and shows it for ever. */
const SECRET = "client_secret"

const hasJson = (value: object): value is { toJSON(): unknown } =>
  "toJSON" in value && typeof value.toJSON === "function"

/** The answer as it is sent, without what a payment could be made with. */
export const withoutGatewaySecrets = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(withoutGatewaySecrets)
  if (hasJson(value)) return withoutGatewaySecrets(value.toJSON())
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === SECRET ? [] : [[key, withoutGatewaySecrets(inner)]]))
  )
}

/** Changes what is answered, once. */
export const rewriteAnswer = (res: MedusaResponse, change: (body: unknown) => unknown): void => {
  const answer = res.json.bind(res)
  res.json = (body: unknown) => answer(change(body))
}

/** Where a payment is started for an order: its form needs the secret. */
const BEGINS = /^\/admin\/payment-collections\/[^/]+\/payment-sessions\/?$/i

/** For staff, providers and finished orders: no one pays there, so no answer holds what one pays with. */
export const hideGatewaySecrets = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  const begins = req.method === "POST" && BEGINS.test(req.originalUrl.split("?")[0] ?? "")
  if (!begins) rewriteAnswer(res, withoutGatewaySecrets)
  next()
}
