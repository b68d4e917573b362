import { createHmac } from "node:crypto"

import { createLimit, isSignedByBackend, Revalidation } from "./revalidation"

const SECRET = "a secret of the shop with 40 characters!"
const BODY = '{"tags":["catalog"]}'
const NOW = new Date("2026-01-01T12:00:00Z")
const seconds = NOW.getTime() / 1000
const sign = (time: number, body = BODY, secret = SECRET) =>
  `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`

describe("a revalidation request", () => {
  it("is accepted with a recent signature of its body by the backend's secret, and with no other", () => {
    const accepts = (header: string | null, body = BODY) => isSignedByBackend(SECRET, header, body, NOW)
    expect(accepts(sign(seconds))).toBe(true)
    expect(accepts(sign(seconds - 300))).toBe(true)
    for (const header of [
      null,
      "",
      "t=1",
      sign(seconds, BODY, "another secret"),
      sign(seconds - 301),
      sign(seconds + 301),
    ])
      expect(accepts(header)).toBe(false)
    expect(accepts(sign(seconds).replace(`t=${seconds}`, `t=${seconds + 1}`))).toBe(false)
    expect(accepts(sign(seconds), '{"tags":["catalog","catalog"]}')).toBe(false)
    expect(accepts(`${sign(seconds)}0`)).toBe(false)
  })

  it("has known tags and nothing else", () => {
    expect(Revalidation.safeParse(JSON.parse(BODY)).success).toBe(true)
    for (const body of [{}, { tags: [] }, { tags: ["all"] }, { tags: ["catalog"], path: "/" }, "catalog", null])
      expect(Revalidation.safeParse(body).success).toBe(false)
  })

  it("is accepted five times a second", () => {
    let now = 500
    const withinLimit = createLimit(() => now)
    expect(Array.from({ length: 7 }, withinLimit)).toEqual([true, true, true, true, true, false, false])
    now = 1_000
    expect(withinLimit()).toBe(true)
  })
})
