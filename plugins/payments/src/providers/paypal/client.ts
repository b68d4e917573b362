import { outsideService, ServiceDownError } from "@atrium/server"
import { ApiError, Client, Environment, OrdersController, PaymentsController } from "@paypal/paypal-server-sdk"
import { z } from "zod"

import { paymentErrors } from "../../contracts/errors"
import { CredentialsRefusedError } from "../../domain/gateway-test"

export const PayPalOptions = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Where PayPal's API is, e.g. https://api-m.paypal.com. */
  apiUrl: z.url(),
  /** The shop's URL. A mark of it is stored on each order, so that shops that share an account can identify theirs. */
  shop: z.string().min(1),
  /** The storefront's page of purchases, to which PayPal sends the shopper back. */
  returnUrl: z.url(),
})
export type PayPalOptions = z.infer<typeof PayPalOptions>

/** PayPal's answers to a request for a token with other credentials. */
const REFUSALS: readonly number[] = [400, 401, 403]

/** Two of these must be shorter than the time after which a capture counts as interrupted (20 s). */
const TIMEOUT_MS = 8000

type Account = Pick<PayPalOptions, "clientId" | "clientSecret" | "apiUrl">

/** PayPal's client with our API URL, for which the library has no setting. */
class ClientAt extends Client {
  private readonly apiUrl: string

  /** @param onNoToken called when PayPal gave no token */
  constructor({ clientId, clientSecret, apiUrl }: Account, onNoToken: () => void) {
    super({
      environment: Environment.Production,
      timeout: TIMEOUT_MS,
      clientCredentialsAuthCredentials: {
        oAuthClientId: clientId,
        oAuthClientSecret: clientSecret,
        oAuthTokenProvider: async (last, manager) => {
          try {
            return await manager.updateToken(last)
          } catch (error) {
            onNoToken()
            throw error
          }
        },
      },
    })
    this.apiUrl = apiUrl
  }

  override getRequestBuilderFactory(): ReturnType<Client["getRequestBuilderFactory"]> {
    const make = super.getRequestBuilderFactory()
    return (...request) => {
      const builder = make(...request)
      builder.interceptRequest((made) => {
        const { pathname, search } = new URL(made.url)
        return { ...made, url: new URL(pathname + search, this.apiUrl).href }
      })
      return builder
    }
  }
}

export type PayPalApi = {
  readonly orders: OrdersController
  readonly payments: PaymentsController
  /**
   * Asks for a new token, which PayPal gives to valid credentials, even while it counts as down.
   * @throws CredentialsRefusedError
   */
  check(): Promise<void>
  /** Reads what the library has no method for: disputes and the list of events. */
  read(path: string, query: Record<string, string>): Promise<{ body: unknown }>
}

/** The library's client for calls from now on. */
const connect = (account: Account, onNoToken: () => void) => {
  const client = new ClientAt(account, onNoToken)
  return { client, orders: new OrdersController(client), payments: new PaymentsController(client) }
}

export const paypalApi = (account: Account): PayPalApi => {
  // A client keeps the failure of its request for a token, and fails until the server is restarted. So a new one follows it.
  const reconnect = () => {
    const mine = connect(account, () => {
      if (current === mine) current = reconnect()
    })
    return mine
  }
  let current = reconnect()
  return {
    get orders() {
      return current.orders
    },
    get payments() {
      return current.payments
    },
    check: async () => {
      try {
        await current.client.clientCredentialsAuthManager.fetchToken()
      } catch (error) {
        if (error instanceof ApiError && REFUSALS.includes(error.statusCode))
          throw new CredentialsRefusedError("PayPal refused the app's credentials")
        throw error
      }
    },
    read: async (path, query) => {
      const request = current.client.getRequestBuilderFactory()("GET", path)
      request.query(query)
      request.authenticate([{ oauth2: true }])
      return request.callAsText()
    },
  }
}

const Failure = z.object({
  name: z.string().nullish(),
  message: z.string().nullish(),
  details: z.array(z.object({ issue: z.string().nullish(), description: z.string().nullish() })).nullish(),
})

/** PayPal refused: a state that does not allow it, an unknown id, a declined payment. */
export class PayPalRefusal extends Error {
  override readonly name = "PayPalRefusal"

  constructor(
    readonly status: number,
    /** PayPal's word for the reason, e.g. INSTRUMENT_DECLINED. */
    readonly issue: string | null,
    description: string
  ) {
    super(`PayPal: ${description}`)
  }
}

const jsonOf = (body: unknown): unknown => {
  if (typeof body !== "string") return body
  try {
    return JSON.parse(body)
  } catch {
    // A proxy's error page.
    return null
  }
}

const NO_ANSWER = ["ECONNABORTED", "ETIMEDOUT"]
const Unanswered = z.object({ isAxiosError: z.literal(true), code: z.string().nullish() })

/** No answer, too many requests, or a fault of PayPal's. */
const isOutage = (error: unknown): boolean =>
  error instanceof ApiError ? error.statusCode >= 500 || error.statusCode === 429 : Unanswered.safeParse(error).success

/** What the shop's code throws for an error of PayPal's library, which holds the request and its token. */
const failureOf = (error: unknown): unknown => {
  if (error instanceof ServiceDownError) return paymentErrors.fail("gateway_unavailable", { cause: error })
  if (!(error instanceof ApiError)) {
    const unanswered = Unanswered.safeParse(error).data
    if (!unanswered) return error
    const cause = new PayPalRefusal(0, null, `no answer (${unanswered.code ?? "unknown"})`)
    return paymentErrors.fail(NO_ANSWER.includes(unanswered.code ?? "") ? "gateway_timeout" : "gateway_unavailable", {
      cause,
    })
  }
  const failure = Failure.safeParse(jsonOf(error.body)).data
  const issue = failure?.details?.[0]?.issue ?? failure?.name ?? null
  const refusal = new PayPalRefusal(error.statusCode, issue, issue ?? String(error.statusCode))
  if (error.statusCode === 504) return paymentErrors.fail("gateway_timeout", { cause: refusal })
  // Also keys that are refused: the shopper can only pay otherwise, the log shows the operator why.
  const unavailable = isOutage(error) || error.statusCode === 401
  return unavailable ? paymentErrors.fail("gateway_unavailable", { cause: refusal }) : refusal
}

/**
 * Calls PayPal and returns the body of its answer. Throws `gateway_timeout` or `gateway_unavailable` where it does not
 * respond, at once while it counts as down, and `PayPalRefusal` where it refuses. Only idempotent calls are repeated.
 */
export const askPayPal = async (
  ask: () => Promise<{ body: unknown }>,
  options?: { idempotent: boolean }
): Promise<unknown> => {
  try {
    const { body } = await outsideService("paypal", isOutage).call(ask, options)
    return jsonOf(body)
  } catch (error) {
    throw failureOf(error)
  }
}
