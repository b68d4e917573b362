import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"

import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { type Client, createClient, queryText } from "./client"
import { ApiError, failureOf } from "./failure"

const common = { actor: "anyone", owner: null, summary: "", errors: [], rateLimit: "browse" } as const

const routes = defineRouteTable("spec", {
  "GET /store/services/:handle": {
    ...common,
    params: z.strictObject({ handle: z.string() }),
    query: z.strictObject({ limit: z.coerce.number().default(20), tag: z.array(z.string()).optional() }),
    response: { 200: z.object({ name: z.string() }) },
  },
  "POST /store/purchases": {
    ...common,
    body: z.strictObject({ tier: z.string() }),
    response: { 200: z.object({ state: z.literal("done") }), 202: z.object({ state: z.literal("pending") }) },
  },
  "GET /store/ping": { ...common, response: { 200: z.object({ ok: z.boolean() }) } },
})

type Reply = { status?: number; body?: unknown; text?: string; headers?: Record<string, string> }

describe("the client", () => {
  let server: Server
  let client: Client
  let baseUrl = ""
  let reply: Reply = {}
  const seen: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[] = []
  const last = () => seen[seen.length - 1]

  beforeAll(async () => {
    server = createServer((req, res) => {
      let body = ""
      req.on("data", (part: Buffer) => (body += part.toString()))
      req.on("end", () => {
        seen.push({ method: req.method ?? "", url: req.url ?? "", headers: req.headers, body })
        res.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers })
        res.end(reply.text ?? JSON.stringify(reply.body ?? {}))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const { port } = server.address() as AddressInfo
    baseUrl = `http://localhost:${port}`
    client = createClient({
      baseUrl,
      headers: () => ({ "x-publishable-api-key": "pk_spec", "x-request-id": "req_spec" }),
      timeoutMs: 300,
    })
  })

  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it("fills the path, encodes the query, sends the shared headers and returns the response that the row declares", async () => {
    reply = { body: { name: "Visa photo", extra: "dropped" } }
    const { data, status, requestId } = await client.call(routes, "GET /store/services/:handle", {
      params: { handle: "a/b c" },
      query: { tag: ["x", "y"] },
    })
    expect([data, status, requestId]).toEqual([{ name: "Visa photo" }, 200, "req_spec"])
    expect(last()?.url).toBe("/store/services/a%2Fb%20c?tag=x&tag=y")
    expect(last()?.headers["x-publishable-api-key"]).toBe("pk_spec")
  })

  it("generates a request id where a browser provides no random UUID, as over plain HTTP", async () => {
    reply = { body: { ok: true } }
    const offered = Object.getOwnPropertyDescriptor(crypto, "randomUUID")
    Object.defineProperty(crypto, "randomUUID", { configurable: true, value: undefined })
    try {
      await createClient({ baseUrl }).call(routes, "GET /store/ping")
    } finally {
      if (offered) Object.defineProperty(crypto, "randomUUID", offered)
      else Reflect.deleteProperty(crypto, "randomUUID")
    }
    expect(last()?.headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/)
  })

  it("writes a range into the query as the API reads it and omits empty values", () => {
    expect(
      decodeURIComponent(queryText({ q: "", status: ["a", "b"], created_at: { $gte: "2026", $lte: undefined } }))
    ).toBe("?status=a&status=b&created_at[$gte]=2026")
  })

  it("requires no input for a route that takes none", async () => {
    reply = { body: { ok: true } }
    expect((await client.call(routes, "GET /store/ping")).data.ok).toBe(true)
  })

  it("accepts every response that the row lists", async () => {
    reply = { status: 202, body: { state: "pending" } }
    const { data, status } = await client.call(routes, "POST /store/purchases", { body: { tier: "basic" } })
    expect([data.state, status, last()?.body]).toEqual(["pending", 202, JSON.stringify({ tier: "basic" })])
  })

  it("rejects a response of another shape", async () => {
    reply = { body: { name: 7 } }
    const failed = client.call(routes, "GET /store/services/:handle", { params: { handle: "x" } })
    await expect(failed).rejects.toMatchObject({ status: 502, code: "unexpected_error" })
  })

  it("keeps the whole error body and the seconds to wait before a retry", async () => {
    reply = {
      status: 429,
      headers: { "retry-after": "7" },
      body: { code: "too_many_requests", message: "Too many.", details: { email: "Wait" }, request_id: "req_9" },
    }
    const failure: unknown = await client.call(routes, "GET /store/ping").catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({ status: 429, retryAfterSeconds: 7 })
    expect(failureOf(failure)).toMatchObject({ details: { email: "Wait" }, requestId: "req_9" })
  })

  it.each([
    ["a page of a proxy", { status: 502, text: "<html>" }, 502, "unexpected_error"],
    ["an error without a message", { status: 500, body: { oops: 1 } }, 500, "unexpected_error"],
  ])("survives %s", async (_what, answer, status, code) => {
    reply = answer
    await expect(client.call(routes, "GET /store/ping")).rejects.toMatchObject({ status, code })
  })

  it("times out on a silent server and reports that the shop is not responding", async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, resolve))
    const { port } = silent.address() as AddressInfo
    const other = createClient({ baseUrl: `http://localhost:${port}`, timeoutMs: 50 })
    await expect(other.call(routes, "GET /store/ping")).rejects.toMatchObject({ status: 503, code: "shop_unreachable" })
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
  })

  it("sends a form with files as multipart, and everything else as JSON", async () => {
    reply = { body: {} }
    const form = new FormData()
    form.append("files", new File(["logo"], "logo.png", { type: "image/png" }))
    await client.request({ method: "POST", path: "/admin/uploads", body: form, response: z.object({}) })
    expect(last()?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/)
    expect(last()?.body).toContain('filename="logo.png"')
    await client.request({ method: "POST", path: "/admin/uploads", body: { a: 1 }, response: z.object({}) })
    expect(last()?.headers["content-type"]).toBe("application/json")
  })

  it("treats plain text as no content, which core returns when a password reset is requested", async () => {
    reply = { status: 201, text: "Created", headers: { "content-type": "text/plain" } }
    const { status } = await client.request({ method: "POST", path: "/auth/x", body: {}, response: z.object({}) })
    expect(status).toBe(201)
  })
})
