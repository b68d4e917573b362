import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestListener,
  type Server,
} from "node:http"
import type { AddressInfo } from "node:net"

import { cacheableAnswer } from "./cacheable-answer"
import { answerEarlyAt, type EarlyAnswerer, earlyAnswerers } from "./early-answers"
import { resetEnv } from "./env"
import { requestsPerMinute } from "./rate-limits"

const STOREFRONT = "https://shop.example"
const FACTOR = 0.01

type Answer = { status: number; headers: IncomingMessage["headers"]; body: string }

const known: EarlyAnswerer = {
  name: "test",
  answer: (_request, url) => {
    if (url === "/store/broken") throw new Error("A bug")
    return url === "/store/known"
      ? {
          route: "/store/known",
          rateLimit: "browse",
          answer: cacheableAnswer({ known: true }),
          headers: { "Cache-Control": "public", Vary: "Accept-Language" },
        }
      : undefined
  },
}

describe("early answers", () => {
  const before = { ...process.env }
  const application: RequestListener = (_request, response) => response.end("ordinary")
  let server: Server
  let observed = 0
  let addresses = 0

  const ask = (
    path: string,
    {
      method = "GET",
      headers = {},
      body = "",
    }: { method?: string; headers?: Record<string, string>; body?: string } = {}
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      addresses += 1
      const own = { "x-forwarded-for": `10.0.0.${addresses}`, ...headers }
      const sent = httpRequest({ port, path, method, headers: own }, (response) => {
        let text = ""
        response.on("data", (chunk: Buffer) => (text += chunk.toString()))
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      sent.on("error", reject)
      sent.end(body)
    })

  beforeAll(async () => {
    Object.assign(process.env, {
      NODE_ENV: "test",
      DATABASE_URL: "postgres://localhost/none",
      ATRIUM_STORE_CORS: STOREFRONT,
      ATRIUM_RATE_LIMIT_FACTOR: String(FACTOR),
    })
    resetEnv()
    earlyAnswerers.add("test", known)
    server = createServer(application)
    server.on("request", () => (observed += 1))
    answerEarlyAt(server)
    answerEarlyAt(server)
    await new Promise<void>((resolve) => server.listen(0, resolve))
  })

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    process.env = before
    resetEnv()
  })

  it("are sent before the application sees the request, and whoever observes the server still does", async () => {
    const seen = observed
    expect(await ask("/store/known")).toMatchObject({
      status: 200,
      body: '{"known":true}',
      headers: { "cache-control": "public", "content-type": "application/json; charset=utf-8" },
    })
    expect(observed).toBe(seen + 1)
  })

  it.each([
    ["another path", "/store/unknown", {}],
    ["a write", "/store/known", { method: "POST" }],
    ["HEAD", "/store/known", { method: "HEAD" }],
    ["a token", "/store/known", { headers: { authorization: "Bearer x" } }],
    ["a cookie", "/store/known", { headers: { cookie: "connect.sid=x" } }],
    ["a body", "/store/known", { body: "{}", headers: { "content-length": "2" } }],
    ["a failure", "/store/broken", {}],
    ["a path outside of /store", "/admin/known", {}],
  ])("leave %s to the application", async (_what, path, request) => {
    const { status, body } = await ask(path, request)
    expect([status, body]).toEqual([200, "method" in request && request.method === "HEAD" ? "" : "ordinary"])
  })

  it("leave the application to be found among the server's listeners", () => {
    expect(server.listeners("request")[0]).toBe(application)
    expect(server.rawListeners("request")[0]).not.toBe(application)
  })

  it("may be read by the storefront's pages and by no other site's", async () => {
    const own = await ask("/store/known", { headers: { origin: STOREFRONT } })
    expect(own.headers).toMatchObject({
      "access-control-allow-origin": STOREFRONT,
      "access-control-allow-credentials": "true",
      vary: "Origin, Accept-Language",
    })
    const other = await ask("/store/known", { headers: { origin: "https://evil.example" } })
    expect(other.headers["access-control-allow-origin"]).toBeUndefined()
  })

  it("are counted by their route's limit, address by address", async () => {
    const most = Math.round(requestsPerMinute("browse") * FACTOR)
    const headers = { "x-forwarded-for": "203.0.113.9" }
    const statuses: number[] = []
    for (let tries = 0; tries < most; tries += 1) statuses.push((await ask("/store/known", { headers })).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const refused = await ask("/store/known", { headers: { ...headers, origin: STOREFRONT } })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0)
    expect(refused.headers["access-control-allow-origin"]).toBe(STOREFRONT)
    expect(JSON.parse(refused.body)).toMatchObject({ code: "too_many_requests", retryable: true })
    expect((await ask("/store/known")).status).toBe(200)
  })
})
