import { createHash, randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

import type { StripeAccount } from "./stripe-account"
import { type Form, listIn, parseForm, textIn } from "./stripe-form"
import { invalidRequest, missing, type StripeIntentObject, StripeRefusal } from "./stripe-objects"

/** A request as it arrived, for tests that check what was sent to Stripe. */
export type StripeRequest = { method: string; path: string; form: Form; idempotencyKey: string | undefined }

/** `lost`: done, but the response never arrives. `unavailable`: not done, 500. */
export type StripeFault = { request: RegExp; how: "lost" | "unavailable"; times: number }

type Answer = { status: number; body: unknown }
type Call = { account: StripeAccount; id: string; form: Form }
type Route = { pattern: RegExp; parameters: readonly string[]; publishable?: true; run: (call: Call) => unknown }

const intentView = (account: StripeAccount, intent: StripeIntentObject, form: Form) => {
  const charge = account.charges.get(intent.latest_charge ?? "")
  return listIn(form, "expand").includes("latest_charge") && charge ? { ...intent, latest_charge: charge } : intent
}

const listOf = <T>(data: T[], hasMore = false) => ({ object: "list", data, has_more: hasMore, url: "/v1/list" })

const eventsIn = ({ account, form }: Call) => {
  const types = listIn(form, "types")
  const created = form.created
  const since = typeof created === "object" && !Array.isArray(created) ? Number(created.gte ?? 0) : 0
  const found = account.events.filter((event) => types.includes(event.type) && event.created >= since).reverse()
  const start = found.findIndex((event) => event.id === textIn(form, "starting_after")) + 1
  const limit = Number(textIn(form, "limit") ?? 10)
  return listOf(found.slice(start, start + limit), found.length > start + limit)
}

const CREATE = [
  "amount currency metadata description receipt_email capture_method automatic_payment_methods payment_method_types",
  "payment_method_options setup_future_usage customer confirm payment_method return_url off_session expand",
]
  .join(" ")
  .split(" ")

// The supported routes of Stripe's API with their parameters. As at Stripe, unknown parameters are refused.
const ROUTES: Readonly<Record<string, Route[]>> = {
  POST: [
    { pattern: /^\/v1\/payment_intents$/, parameters: CREATE, run: ({ account, form }) => account.create(form) },
    {
      pattern: /^\/v1\/payment_intents\/([^/]+)$/,
      parameters: ["amount", "metadata", "description", "expand"],
      run: ({ account, id, form }) => account.update(id, form),
    },
    {
      pattern: /^\/v1\/payment_intents\/([^/]+)\/confirm$/,
      parameters: ["client_secret", "payment_method", "return_url", "expand"],
      publishable: true,
      run: ({ account, id, form }) => account.confirm(id, form),
    },
    {
      pattern: /^\/v1\/payment_intents\/([^/]+)\/capture$/,
      parameters: ["amount_to_capture", "expand"],
      run: ({ account, id, form }) => account.capture(id, form),
    },
    {
      pattern: /^\/v1\/payment_intents\/([^/]+)\/cancel$/,
      parameters: ["cancellation_reason", "expand"],
      run: ({ account, id, form }) => account.cancel(id, form),
    },
    {
      pattern: /^\/v1\/refunds$/,
      parameters: ["payment_intent", "amount", "metadata", "reason", "expand"],
      run: ({ account, form }) => account.refund(form),
    },
    {
      pattern: /^\/v1\/customers$/,
      parameters: ["email", "name", "phone", "address", "metadata"],
      run: ({ account, form }) => account.createCustomer(form),
    },
  ],
  GET: [
    {
      pattern: /^\/v1\/payment_intents$/,
      parameters: ["limit"],
      run: ({ account, form }) =>
        listOf([...account.intents.values()].reverse().slice(0, Number(textIn(form, "limit") ?? 10))),
    },
    {
      pattern: /^\/v1\/payment_intents\/([^/]+)$/,
      parameters: ["client_secret", "expand"],
      publishable: true,
      run: ({ account, id }) => account.intent(id),
    },
    {
      pattern: /^\/v1\/refunds$/,
      parameters: ["payment_intent", "limit", "starting_after"],
      run: ({ account, form }) =>
        listOf(account.refunds.filter((refund) => refund.payment_intent === textIn(form, "payment_intent")).reverse()),
    },
    {
      pattern: /^\/v1\/disputes$/,
      parameters: ["payment_intent", "limit", "starting_after"],
      run: ({ account, form }) =>
        listOf(account.disputes.filter((dispute) => dispute.payment_intent === textIn(form, "payment_intent"))),
    },
    { pattern: /^\/v1\/events$/, parameters: ["created", "types", "limit", "starting_after"], run: eventsIn },
  ],
}

const refuseKey = (key: string): StripeRefusal =>
  new StripeRefusal(401, {
    type: "invalid_request_error",
    message: key ? `Invalid API Key provided: ${key.slice(0, 8)}****` : "You did not provide an API key.",
  })

const keyReused = (key: string): StripeRefusal =>
  new StripeRefusal(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })

/** Stripe's HTTP API for an account: keys, forms, idempotency and errors like Stripe's. */
export class StripeServer {
  readonly requests: StripeRequest[] = []
  private readonly answered = new Map<string, { fingerprint: string; answer: Answer }>()
  private readonly faults: StripeFault[] = []
  private readonly server: Server

  constructor(
    private readonly account: StripeAccount,
    private readonly keys: { secret: string; publishable: string }
  ) {
    this.server = createServer((request, response) => void this.handle(request, response))
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject)
      this.server.listen(port, "localhost", resolve)
    })
    return `http://localhost:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** Makes the next matching requests (`POST /v1/refunds`) fail. */
  fail(fault: StripeFault): void {
    this.faults.push(fault)
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? "/", "http://stripe")
    const method = request.method ?? "GET"
    const form = parseForm(method === "GET" ? url.search.slice(1) : Buffer.concat(chunks).toString("utf8"))
    const header = request.headers["idempotency-key"]
    const idempotencyKey = typeof header === "string" && method === "POST" ? header : undefined
    this.requests.push({ method, path: url.pathname, form, idempotencyKey })
    const fault = this.faultOf(`${method} ${url.pathname}`)
    const key = (request.headers.authorization ?? "").replace(/^Bearer /, "")
    const refused: Answer = { status: 500, body: { error: { type: "api_error", message: "Something went wrong" } } }
    const answer =
      fault?.how === "unavailable" ? refused : this.once(idempotencyKey, { method, path: url.pathname, form, key })
    if (fault?.how === "lost") return void request.socket.destroy()
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "request-id": `req_${randomBytes(7).toString("hex")}`,
      ...(fault ? { "stripe-should-retry": "true" } : {}),
    })
    response.end(JSON.stringify(answer.body))
  }

  private faultOf(line: string): StripeFault | undefined {
    const fault = this.faults.find((one) => one.times > 0 && one.request.test(line))
    if (fault) fault.times -= 1
    return fault
  }

  /** The same key returns the same response, errors included; with other parameters it is refused. */
  private once(
    idempotencyKey: string | undefined,
    call: { method: string; path: string; form: Form; key: string }
  ): Answer {
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([call.method, call.path, call.form]))
      .digest("hex")
    const known = idempotencyKey ? this.answered.get(idempotencyKey) : undefined
    if (known && idempotencyKey)
      return known.fingerprint === fingerprint
        ? known.answer
        : this.answer(() => {
            throw keyReused(idempotencyKey)
          })
    const answer = this.answer(() => this.run(call))
    // Errors before Stripe begins (key, parameters) are not stored.
    if (idempotencyKey && answer.status !== 401 && answer.status !== 404)
      this.answered.set(idempotencyKey, { fingerprint, answer })
    return answer
  }

  private answer(run: () => unknown): Answer {
    try {
      return { status: 200, body: structuredClone(run()) }
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error
      return { status: error.status, body: { error: structuredClone(error.body) } }
    }
  }

  private run({ method, path, form, key }: { method: string; path: string; form: Form; key: string }): unknown {
    const route = ROUTES[method]?.find((one) => one.pattern.test(path))
    if (!route)
      throw new StripeRefusal(404, {
        type: "invalid_request_error",
        message: `Unrecognized request URL (${method}: ${path}).`,
      })
    const id = route.pattern.exec(path)?.[1] ?? ""
    this.authorize(route, key, id, form)
    const unknown = Object.keys(form).find((name) => !route.parameters.includes(name))
    if (unknown)
      throw invalidRequest(`Received unknown parameter: ${unknown}`, { code: "parameter_unknown", param: unknown })
    const object = route.run({ account: this.account, id, form })
    return path.startsWith("/v1/payment_intents") && !(method === "GET" && id === "")
      ? intentView(this.account, object as StripeIntentObject, form)
      : object
  }

  /** The secret key may do everything; the publishable key only what a browser does, with the payment's client secret. */
  private authorize(route: Route, key: string, id: string, form: Form): void {
    if (key === this.keys.secret) return
    if (key !== this.keys.publishable || !route.publishable) throw refuseKey(key)
    if (this.account.intents.get(id)?.client_secret !== textIn(form, "client_secret"))
      throw missing("payment_intent", id, "intent")
  }
}
