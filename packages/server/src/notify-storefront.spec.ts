import { createHmac } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"

import { recentFailures } from "./background-failures"
import { resetEnv } from "./env"
import { createLogger } from "./logger"
import { notifyStorefront } from "./notify-storefront"

const SECRET = "a secret of the shop with 40 characters!"
type Received = { path: string | undefined; signature: string; body: string }

describe("notifying the storefront of a change", () => {
  const received: Received[] = []
  let storefront: Server
  let status = 204
  const lines: string[] = []
  const logger = createLogger("warn", { write: (line) => lines.push(line) })

  const before = { ...process.env }
  let failuresBefore = 0
  const failed = () => recentFailures("storefront_not_notified") - failuresBefore

  beforeAll(async () => {
    failuresBefore = recentFailures("storefront_not_notified")
    storefront = createServer((request, response) => {
      let body = ""
      request.on("data", (chunk: Buffer) => (body += chunk.toString()))
      request.on("end", () => {
        received.push({ path: request.url, signature: String(request.headers["x-atrium-signature"]), body })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => storefront.listen(0, resolve))
    process.env.DATABASE_URL = "postgres://localhost/none"
    process.env.ATRIUM_REVALIDATION_SECRET = SECRET
    process.env.ATRIUM_REVALIDATION_URL = `http://localhost:${(storefront.address() as AddressInfo).port}`
    resetEnv()
  })
  afterAll(() => {
    process.env = before
    resetEnv()
    if (storefront.listening) storefront.close()
  })

  const until = async (count: number) => {
    for (let attempt = 0; attempt < 100 && received.length < count; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }

  it("sends one signed request for changes at the same time, and another for a later change", async () => {
    for (let change = 0; change < 5; change += 1) notifyStorefront(logger, "catalog")
    notifyStorefront(logger, "shop")
    await until(1)
    notifyStorefront(logger, "shop")
    await until(2)
    expect(received).toHaveLength(2)
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([{ tags: ["catalog", "shop"] }, { tags: ["shop"] }])
    for (const { path, signature, body } of received) {
      expect(path).toBe("/api/revalidate")
      const [, time = "", hash] = /^t=(\d+),v1=(.+)$/.exec(signature) ?? []
      expect(hash).toBe(createHmac("sha256", SECRET).update(`${time}.${body}`).digest("hex"))
      expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(5)
    }
    expect([failed(), lines]).toEqual([0, []])
  })

  it("counts and logs it when the storefront is not reached or refuses, but not when it was cleared just now", async () => {
    for (const [answer, failures] of [
      [429, 0],
      [401, 1],
      [503, 2],
    ] as const) {
      status = answer
      notifyStorefront(logger, "catalog")
      await until(received.length + 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(failed()).toBe(failures)
    }
    await new Promise((resolve) => storefront.close(resolve))
    notifyStorefront(logger, "catalog")
    for (let attempt = 0; attempt < 100 && failed() < 3; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(failed()).toBe(3)
    expect(lines[0]).toContain("The storefront responded with 401")
  })
})
