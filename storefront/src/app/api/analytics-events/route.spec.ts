import type { NextRequest } from "next/server"

import { stopForwarding } from "@/features/analytics/stop-forwarding"

import { POST } from "./route"

type StoredCookie = { value: string; options?: Record<string, unknown> }
const jar = new Map<string, StoredCookie>()
jest.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) => jar.get(name),
      set: (name: string, value: string, options: Record<string, unknown>) => jar.set(name, { value, options }),
      delete: (name: string) => jar.delete(name),
    }),
  headers: () => Promise.resolve(new Headers()),
}))

const sent: { url: string; body: { visit_id?: string; consent?: boolean } | undefined }[] = []
let status = 202

const send = (body: unknown) =>
  POST({ text: () => Promise.resolve(typeof body === "string" ? body : JSON.stringify(body)) } as NextRequest)
const EVENTS = { events: [{ name: "service_viewed", occurred_at: "2026-11-30T08:00:00.000Z" }] }
const choose = (answer: string) => jar.set("atrium_consent", { value: `${answer}.2.1795939200` })

beforeEach(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jar.clear()
  sent.length = 0
  status = 202
  jest.spyOn(globalThis, "fetch").mockImplementation((url, init) => {
    const body = typeof init?.body === "string" ? (JSON.parse(init.body) as { visit_id?: string }) : undefined
    const address = url instanceof Request ? url.url : String(url)
    sent.push({ url: address, body })
    const answer = address.endsWith("/withdraw") ? { withdrawn: true } : { accepted: 1 }
    return Promise.resolve(
      Response.json(status < 400 ? answer : { code: "x", message: "x" }, {
        status: address.endsWith("/withdraw") && status === 202 ? 200 : status,
      })
    )
  })
})
afterEach(() => jest.restoreAllMocks())

describe("the events of a visitor", () => {
  it("reach the backend only while the visitor agrees to the current question", async () => {
    expect((await send(EVENTS)).status).toBe(204)
    choose("no")
    expect((await send(EVENTS)).status).toBe(204)
    jar.set("atrium_consent", { value: "yes.1.1795939200" })
    expect((await send(EVENTS)).status).toBe(204)
    expect(sent).toEqual([])
    expect(jar.has("atrium_visit")).toBe(false)
  })

  it("carry one random id per visit, which no script can read or choose", async () => {
    choose("yes")
    expect((await send(EVENTS)).status).toBe(202)
    await send(EVENTS)
    const [first, second] = sent.map(({ body }) => body)
    expect(first).toMatchObject({ ...EVENTS, consent: true })
    expect(second?.visit_id).toBe(first?.visit_id)
    expect(jar.get("atrium_visit")).toMatchObject({
      value: first?.visit_id,
      options: { httpOnly: true, sameSite: "lax", maxAge: 1800 },
    })
    jar.set("atrium_visit", { value: "zoe@example.com" })
    await send(EVENTS)
    expect(sent.at(-1)?.body?.visit_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(sent.at(-1)?.body?.visit_id).not.toBe(first?.visit_id)
  })

  it("are refused with a visit, a consent, properties or text of the browser's own", async () => {
    choose("yes")
    const [event] = EVENTS.events
    for (const wrong of [
      "no json",
      {},
      { ...EVENTS, visit_id: "0b0f3f4e-7d5f-4d7e-9a51-0d5a0e2b9c11" },
      { ...EVENTS, consent: true },
      { events: [{ ...event, properties: { email: "zoe@example.com" } }] },
      { events: [{ ...event, name: "spied" }] },
      { events: Array.from({ length: 51 }, () => event) },
      "x".repeat(20_000),
    ])
      expect((await send(wrong)).status).toBe(400)
    expect(sent).toEqual([])
  })

  it("stop with the visit when the visitor withdraws, which the backend learns at once", async () => {
    choose("yes")
    await send(EVENTS)
    choose("no")
    const visit = sent[0]?.body?.visit_id
    await stopForwarding()
    expect(sent.at(-1)?.url).toContain(`/store/analytics-visits/${visit}/withdraw`)
    expect(jar.has("atrium_visit")).toBe(false)
    await stopForwarding()
    expect(sent).toHaveLength(2)
  })
})
