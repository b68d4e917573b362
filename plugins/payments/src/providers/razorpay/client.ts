import { outsideService, ServiceDownError } from "@atrium/server"
import Razorpay from "razorpay"
import { z } from "zod"

import { paymentErrors } from "../../contracts/errors"

export const RazorpayOptions = z.object({
  keyId: z.string().min(1),
  keySecret: z.string().min(1),
  /** Where Razorpay's API is, e.g. https://api.razorpay.com. */
  apiUrl: z.url(),
  /** The shop's URL, stored on each order, so that shops that share an account can identify theirs. */
  shop: z.string().min(1),
})
export type RazorpayOptions = z.infer<typeof RazorpayOptions>

/** Two of these must be shorter than the time after which a capture counts as interrupted (20 s). */
const TIMEOUT_MS = 8000

type Request = { url?: string; data?: unknown; headers: { set(name: string, value: string): unknown } }
/** The library's HTTP client, which has no setting for the address, the timeout and the key of a refund. */
type Http = {
  defaults: { baseURL?: string; timeout?: number }
  interceptors: {
    request: { use(change: (request: Request) => Request): unknown }
    response: { use(done: undefined, failed: (error: unknown) => never): unknown }
  }
}
const isHttp = (value: unknown): value is Http => typeof value === "function" && "interceptors" in value
const Http = z.custom<Http>(isHttp)

const RefundBody = z.object({ notes: z.object({ refund_id: z.string().min(10) }) })
const Unanswered = z.object({ response: z.undefined().optional(), code: z.string().nullish() })

/** The library expects an answer in every error and hides the cause where there is none. */
const withAnswer = (error: unknown): never => {
  const unanswered = Unanswered.safeParse(error)
  if (error instanceof Error && unanswered.success) {
    const timedOut = ["ECONNABORTED", "ETIMEDOUT"].includes(unanswered.data.code ?? "")
    const answer = { code: "NO_ANSWER", description: error.message }
    Object.assign(error, { response: { status: timedOut ? 504 : 503, data: { error: answer } } })
  }
  throw error
}

/** Razorpay's client, with our API URL and timeout. A refund is sent with Medusa's refund id as Razorpay's key. */
export const razorpayClient = ({ keyId, keySecret, apiUrl }: Omit<RazorpayOptions, "shop">): Razorpay => {
  const client = new Razorpay({ key_id: keyId, key_secret: keySecret })
  const http = Http.parse(Reflect.get(client.api, "rq"))
  http.defaults.baseURL = apiUrl
  http.defaults.timeout = TIMEOUT_MS
  http.interceptors.request.use((request) => {
    const refund = RefundBody.safeParse(request.data)
    if (request.url?.endsWith("/refund") && refund.success)
      request.headers.set("X-Refund-Idempotency", refund.data.notes.refund_id)
    return request
  })
  http.interceptors.response.use(undefined, withAnswer)
  return client
}

const Failure = z.object({
  statusCode: z.number(),
  error: z.object({ code: z.string().nullish(), description: z.string().nullish() }).nullish(),
})

const statusOf = (error: unknown): number | null => Failure.safeParse(error).data?.statusCode ?? null
/** The key is wrong, or may not do what was asked. */
export const isRefusedKey = (error: unknown): boolean => [401, 403].includes(statusOf(error) ?? 0)
/** No answer, too many requests, or a fault of Razorpay's. */
const isOutage = (error: unknown): boolean => {
  const status = statusOf(error)
  return status !== null && (status >= 500 || status === 429)
}

/** Razorpay refused: a state that does not allow it, an unknown id, a wrong parameter. */
export class RazorpayRefusal extends Error {
  override readonly name = "RazorpayRefusal"
}

/** What the shop's code throws for an error of Razorpay's library, which throws plain objects. */
const failureOf = (error: unknown): unknown => {
  if (error instanceof ServiceDownError) return paymentErrors.fail("gateway_unavailable", { cause: error })
  const failure = Failure.safeParse(error).data
  if (!failure) return error
  const refusal = new RazorpayRefusal(`Razorpay: ${failure.error?.description ?? failure.statusCode}`)
  if (failure.statusCode === 504) return paymentErrors.fail("gateway_timeout", { cause: refusal })
  // Also a key that is refused: the shopper can only pay otherwise, the log shows the operator why.
  const unavailable = isOutage(error) || failure.statusCode === 401 || failure.statusCode === 403
  return unavailable ? paymentErrors.fail("gateway_unavailable", { cause: refusal }) : refusal
}

/**
 * Calls Razorpay. Throws `gateway_timeout` or `gateway_unavailable` where it does not respond, at once while it counts as
 * down, and `RazorpayRefusal` where it refuses. Only idempotent calls are repeated.
 */
export const askRazorpay = async <T>(ask: () => Promise<T>, options?: { idempotent: boolean }): Promise<T> => {
  try {
    return await outsideService("razorpay", isOutage).call(ask, options)
  } catch (error) {
    throw failureOf(error)
  }
}
