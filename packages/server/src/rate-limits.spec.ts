import { isAtriumError } from "@atrium/kernel"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { resetEnv } from "./env"
import { rateLimit, shareRateLimits } from "./rate-limits"

/** Counts one request from an address; returns the error code, or undefined when the request is allowed. */
const sendRequest = async (ip: string): Promise<string | undefined> => {
  let outcome: unknown
  const request = { headers: {}, socket: { remoteAddress: ip } } as MedusaRequest
  await rateLimit("login")(request, {} as MedusaResponse, (error?: unknown) => (outcome = error))
  return isAtriumError(outcome) ? outcome.code : outcome === undefined ? undefined : "another error"
}

const sendRequests = async (ip: string, times: number) => {
  const answers: (string | undefined)[] = []
  for (let tries = 0; tries < times; tries += 1) answers.push(await sendRequest(ip))
  return answers
}

describe("rate limits", () => {
  const before = { ...process.env }

  beforeAll(() => {
    Object.assign(process.env, {
      NODE_ENV: "test",
      DATABASE_URL: "postgres://localhost/none",
      ATRIUM_RATE_LIMIT_FACTOR: "0.1",
    })
    resetEnv()
  })

  afterAll(() => {
    process.env = before
    resetEnv()
    shareRateLimits(undefined)
  })

  it.each([
    ["in memory", undefined],
    ["alone while Redis is away", { status: "reconnecting" }],
  ])("refuses only the address that exceeds the limit, %s", async (_how, redis) => {
    shareRateLimits(redis)
    expect(await sendRequests("10.0.0.1", 4)).toEqual([undefined, undefined, undefined, "too_many_requests"])
    expect(await sendRequest("10.0.0.2")).toBeUndefined()
  })

  it("counts in the shared Redis, under a key that expires after a minute", async () => {
    const asked: unknown[][] = []
    let count = 0
    const redis = {
      status: "ready",
      defineCommand: () => undefined,
      rlflxIncr: (parameters: unknown[]) => {
        asked.push(parameters)
        return Promise.resolve([(count += 2), 60_000])
      },
    }
    shareRateLimits(redis)
    // Another process counts as much as this one.
    expect(await sendRequests("10.0.0.3", 2)).toEqual([undefined, "too_many_requests"])
    expect(asked[0]?.slice(0, 3)).toEqual(["atrium:limit:login:10.0.0.3", "1", "60"])
  })
})
