import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** The key of what a gateway's form needs to pay. Core stores it in the session's data and would return it forever. */
const SECRET = "client_secret"

const hasJson = (value: object): value is { toJSON(): unknown } =>
  "toJSON" in value && typeof value.toJSON === "function"

/** The response body without what a payment could be made with. */
export const withoutGatewaySecrets = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(withoutGatewaySecrets)
  if (hasJson(value)) return withoutGatewaySecrets(value.toJSON())
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === SECRET ? [] : [[key, withoutGatewaySecrets(inner)]]))
  )
}

/** Rewrites the response body once. */
export const rewriteResponse = (res: MedusaResponse, change: (body: unknown) => unknown): void => {
  const answer = res.json.bind(res)
  res.json = (body: unknown) => answer(change(body))
}

/** Routes that start a payment for an order: the payment form needs the secret. */
const BEGINS = /^\/admin\/payment-collections\/[^/]+\/payment-sessions\/?$/i

/** For routes of staff, providers and completed orders: nobody pays there, so no response holds a payment's secret. */
export const hideGatewaySecrets = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  const begins = req.method === "POST" && BEGINS.test(req.originalUrl.split("?")[0] ?? "")
  if (!begins) rewriteResponse(res, withoutGatewaySecrets)
  next()
}
