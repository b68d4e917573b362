import { createSign, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { crc32 } from "node:zlib"

import { PayPalAccount, type PayPalEventThere, PayPalRefused } from "./paypal-account"
import { selfSigned } from "./self-signed"

type Call = { id: string; body: unknown; query: URLSearchParams }
type Route = [method: string, pattern: RegExp, run: (account: PayPalAccount, call: Call) => object | null]

const ROUTES: Route[] = [
  ["POST", /^\/v2\/checkout\/orders$/, (account, { body }) => account.create(body as never)],
  ["GET", /^\/v2\/checkout\/orders\/(\w+)$/, (account, { id }) => account.order(id)],
  [
    "PATCH",
    /^\/v2\/checkout\/orders\/(\w+)$/,
    (account, { id, body }) => {
      account.patch(id, body as never)
      return null
    },
  ],
  ["POST", /^\/v2\/checkout\/orders\/(\w+)\/authorize$/, (account, { id }) => account.authorize(id)],
  ["POST", /^\/v2\/payments\/authorizations\/(\w+)\/capture$/, (account, { id }) => account.capture(id)],
  [
    "POST",
    /^\/v2\/payments\/authorizations\/(\w+)\/void$/,
    (account, { id }) => {
      account.void(id)
      return null
    },
  ],
  ["GET", /^\/v2\/payments\/captures\/(\w+)$/, (account, { id }) => account.captureDetail(id)],
  [
    "POST",
    /^\/v2\/payments\/captures\/(\w+)\/refund$/,
    (account, { id, body }) => account.refund(id, body as { amount?: never }),
  ],
  [
    "GET",
    /^\/v1\/customer\/disputes$/,
    (account, { query }) => ({
      items: account.disputes
        .filter(
          ({ disputed_transactions: [one] }) => one?.seller_transaction_id === query.get("disputed_transaction_id")
        )
        .map(({ dispute_id, status }) => ({ dispute_id, status })),
    }),
  ],
  [
    "GET",
    /^\/v1\/customer\/disputes\/([\w-]+)$/,
    (account, { id }) => account.disputes.find(({ dispute_id }) => dispute_id === id) ?? {},
  ],
  [
    "GET",
    /^\/v1\/notifications\/webhooks-events$/,
    (account, { query }) => ({
      events: account.events
        .filter(({ create_time: at }) => at >= (query.get("start_time") ?? "") && at <= (query.get("end_time") ?? "~"))
        .toReversed(),
      links: [],
    }),
  ],
]

/** PayPal's page of an order, as a browser sees it: two links, each of which leads back to the shop. */
const approvalPage = (account: PayPalAccount, { searchParams: query }: URL, response: ServerResponse): void => {
  const id = query.get("token") ?? ""
  const action = query.get("action")
  if (!account.orders.has(id)) return void response.writeHead(404).end()
  if (action === "approve" || action === "cancel")
    return void response.writeHead(302, { location: account.leavePage(id, action) }).end()
  const link = (name: string) => `<a href="/checkoutnow?token=${id}&action=${name}">${name}</a>`
  response.writeHead(200, { "content-type": "text/html" }).end(`<h1>PayPal</h1>${link("approve")} ${link("cancel")}`)
}

/** `lost`: performed, but the answer never arrives. `request` is matched with `POST /v2/payments/…/capture`. */
export type PayPalFault = { request: RegExp; how: "lost" | "unavailable"; times: number }

export type PayPalStandIn = {
  /** For PAYPAL_API_URL. */
  readonly url: string
  readonly account: PayPalAccount
  /** Every request so far, oldest first, as `GET /v2/checkout/orders/1`. */
  requests(): readonly string[]
  fail(fault: PayPalFault): void
  /** The events of an order, oldest first. */
  eventsOf(orderId: string): PayPalEventThere[]
  /** The headers with which PayPal delivers a body. */
  sign(rawBody: string): Record<string, string>
  close(): Promise<void>
}

const CERTIFICATE = "/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270"

/** A stand-in for PayPal: its wire format, errors and signed events. Keeps everything in memory and moves no money. */
export const startPayPal = async (keys: {
  clientId: string
  clientSecret: string
  webhookId: string
}): Promise<PayPalStandIn> => {
  const requests: string[] = []
  const faults: PayPalFault[] = []
  const answered = new Map<string, { status: number; body: object | null }>()
  const { pem, key } = selfSigned("messageverificationcerts.sandbox.paypal.com")
  const basic = `Basic ${Buffer.from(`${keys.clientId}:${keys.clientSecret}`).toString("base64")}`
  const token = `A21.${randomUUID()}`
  let url = ""
  const account = new PayPalAccount(() => url)

  const performed = (line: string, request: IncomingMessage, text: string): { status: number; body: object | null } => {
    const [method = "", path = ""] = line.split(" ")
    const { authorization } = request.headers
    try {
      if (path === "/v1/oauth2/token") {
        if (authorization !== basic) return { status: 401, body: { error: "invalid_client" } }
        return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 32_400 } }
      }
      if (authorization !== `Bearer ${token}`) throw new PayPalRefused(401, "AUTHENTICATION_FAILURE")
      const route = ROUTES.find(([verb, address]) => verb === method && address.test(path))
      if (!route) throw new PayPalRefused(404, "RESOURCE_NOT_FOUND")
      const [, pattern, run] = route
      const body = run(account, {
        id: pattern.exec(path)?.[1] ?? "",
        body: text ? JSON.parse(text) : {},
        query: new URL(request.url ?? "/", "http://paypal").searchParams,
      })
      return { status: body ? (method === "POST" ? 201 : 200) : 204, body: structuredClone(body) }
    } catch (error) {
      if (!(error instanceof PayPalRefused)) throw error
      const name = error.status === 404 ? "RESOURCE_NOT_FOUND" : "UNPROCESSABLE_ENTITY"
      return { status: error.status, body: { name, message: "Refused.", details: [{ issue: error.issue }] } }
    }
  }

  /** The answer of an earlier request with the same key, else a new one. A refusal is not kept. */
  const answerOf = (line: string, request: IncomingMessage, text: string) => {
    const id = request.headers["paypal-request-id"]
    if (typeof id !== "string") return performed(line, request, text)
    const before = answered.get(`${line} ${id}`)
    if (before) return before
    const answer = performed(line, request, text)
    if (answer.status < 300) answered.set(`${line} ${id}`, answer)
    return answer
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const line = `${request.method ?? "GET"} ${new URL(request.url ?? "/", "http://paypal").pathname}`
    requests.push(line)
    if (line === "GET /checkoutnow") return approvalPage(account, new URL(request.url ?? "/", url), response)
    if (line === `GET ${CERTIFICATE}`) return void response.writeHead(200, { "content-type": "text/plain" }).end(pem)
    const fault = faults.find((one) => one.times > 0 && one.request.test(line))
    if (fault) fault.times -= 1
    const down = { status: 503, body: { name: "SERVICE_UNAVAILABLE", message: "Service unavailable." } }
    const answer = fault?.how === "unavailable" ? down : answerOf(line, request, Buffer.concat(chunks).toString("utf8"))
    if (fault?.how === "lost") return void request.socket.destroy()
    response.writeHead(answer.status, { "content-type": "application/json" })
    response.end(answer.body ? JSON.stringify(answer.body) : undefined)
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}`

  return {
    url,
    account,
    requests: () => requests,
    fail: (fault) => void faults.push(fault),
    eventsOf: (orderId) => {
      const ids = [orderId, ...account.paymentsOf(orderId).captures.map(({ id }) => id)]
      return account.events.filter(({ resource }) => ids.some((id) => JSON.stringify(resource).includes(id)))
    },
    sign: (rawBody) => {
      const id = randomUUID()
      const time = new Date().toISOString()
      const signed = [id, time, keys.webhookId, crc32(rawBody)].join("|")
      return {
        "paypal-transmission-id": id,
        "paypal-transmission-time": time,
        "paypal-transmission-sig": createSign("RSA-SHA256").update(signed).sign(key, "base64"),
        "paypal-auth-algo": "SHA256withRSA",
        "paypal-cert-url": `${url}${CERTIFICATE}`,
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
