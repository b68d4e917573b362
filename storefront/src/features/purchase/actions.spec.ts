import fc from "fast-check"

import {
  afterVisit,
  ATTRIBUTION_COOKIE,
  type Attribution,
  serializeAttribution,
} from "@/features/attribution/attribution"

import { beginPurchase, completePurchase } from "./actions"

const cookieJar = new Map<string, string>()
jest.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) => (cookieJar.has(name) ? { name, value: cookieJar.get(name) } : undefined),
    }),
  headers: () => Promise.resolve(new Headers({ "accept-language": "en-IN" })),
}))

type Sent = { url: string; headers: Headers; body: unknown }
const sent: Sent[] = []
let answer: { status: number; body: unknown } = { status: 500, body: {} }

const REGIONS = { regions: [{ id: "reg_in", name: "India", currency_code: "inr", countries: [{ iso_2: "in" }] }] }
const CREATED = {
  purchase: {
    id: "pur_abcdefghijklmnop",
    amount: 4999,
    currency_code: "inr",
    payment_provider_id: "pp_sandbox_sandbox",
    payment: { id: "pi_1", client_secret: "secret" },
  },
}
const SUBMISSION = {
  key: "0b0f3f4e-7d5f-4d7e-9a51-0d5a0e2b9c11",
  tier_id: "variant_1",
  quantity: 1,
  customer: { full_name: "Ravi Menon", email: "ravi@customers.atrium.test", phone: "+91 98765 43210" },
  requirements: "Register my shop",
  intake: {},
  consent: true,
} as const

beforeAll(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jest.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const url = String(input)
    const regions = url.includes("/store/regions")
    if (!regions)
      sent.push({
        url,
        headers: new Headers(init?.headers),
        body: JSON.parse(typeof init?.body === "string" ? init.body : "null"),
      })
    return Promise.resolve(Response.json(regions ? REGIONS : answer.body, { status: regions ? 200 : answer.status }))
  })
})
beforeEach(() => {
  sent.length = 0
  cookieJar.clear()
})
afterAll(() => jest.restoreAllMocks())

const code = fc.string({ unit: fc.constantFrom(..."ABCDEFGHJKMNPQRSTUVWXYZ0123456789_-"), minLength: 1, maxLength: 20 })
const page = fc.constantFrom("/", "/services/gst-registration", "/track", "/purchase?service=gst&tier=t", "/account")

describe("starting a purchase", () => {
  it("[P28 R10.1] carries the affiliate's code from whichever page it arrived on into the purchase", async () => {
    answer = { status: 201, body: CREATED }
    await fc.assert(
      fc.asyncProperty(code, page, fc.array(page, { maxLength: 6 }), async (affiliate, landing, walk) => {
        const at = (path: string) => new URL(path, "http://shop.test")
        const landed = at(landing)
        landed.searchParams.set("ref", affiliate)
        const attribution = [landed, ...walk.map(at)].reduce<Attribution>(
          (known, url) => afterVisit(known, url, new Date("2026-11-21T09:00:00Z")),
          {}
        )
        cookieJar.set(ATTRIBUTION_COOKIE, serializeAttribution(attribution))
        expect(await beginPurchase(SUBMISSION)).toMatchObject({ ok: true })
        expect(sent.at(-1)?.body).toMatchObject({ affiliate_code: affiliate, region_id: "reg_in" })
      }),
      { numRuns: 150 }
    )
  })

  it("names no affiliate for a visitor whom nobody sent", async () => {
    answer = { status: 201, body: CREATED }
    await beginPurchase(SUBMISSION)
    expect(sent[0]?.body).not.toHaveProperty("affiliate_code")
  })

  it("sends the key of the attempt, and what the gateway's form needs comes back", async () => {
    answer = { status: 201, body: CREATED }
    expect(await beginPurchase(SUBMISSION)).toEqual({
      ok: true,
      purchase: {
        id: "pur_abcdefghijklmnop",
        amount: 4999,
        currency_code: "inr",
        intent: { id: "pi_1", client_secret: "secret" },
      },
    })
    expect(sent[0]?.headers.get("idempotency-key")).toBe(SUBMISSION.key)
    expect(sent[0]?.headers.get("x-publishable-api-key")).toBe("pk_test")
  })

  it("refuses anything that does not belong, a card first of all, and sends none of it on", async () => {
    const withCard = { ...SUBMISSION, card: { number: "4242424242424242", expiry: "08 / 29", cvc: "123" } }
    expect(await beginPurchase(withCard)).toMatchObject({ ok: false })
    expect(sent).toEqual([])
  })

  it("hands every wrong field back to the form", async () => {
    const details = { "customer.email": "Enter a valid email address", "items.0.intake.gstin": "Answer this question" }
    answer = {
      status: 400,
      body: { code: "invalid_input", type: "invalid_data", message: "No.", details, retryable: false },
    }
    expect(await beginPurchase(SUBMISSION)).toMatchObject({ ok: false, refusal: { code: "invalid_input", details } })
  })
})

describe("completing a purchase", () => {
  it.each([
    [
      200,
      { type: "order", order: { id: "order_1", display_id: 1 }, provisioning: "done", service_requests: [] },
      { kind: "order" },
    ],
    [202, { type: "pending", retry_after: 4 }, { kind: "pending", retry_after_seconds: 4 }],
    [402, { code: "card_declined", message: "Declined." }, { kind: "unpaid", code: "card_declined" }],
    [
      409,
      { code: "purchase_expired", message: "Too late." },
      { kind: "refused", refusal: { code: "purchase_expired" } },
    ],
    [503, { code: "unavailable", message: "Later." }, { kind: "pending" }],
    [429, { code: "too_many_requests", message: "Slowly." }, { kind: "pending" }],
  ])("reads an answer of %i", async (status, body, expected) => {
    answer = { status, body }
    expect(await completePurchase("pur_abcdefghijklmnop")).toMatchObject(expected)
  })

  it("keeps to its own route, whatever id a browser sends", async () => {
    answer = { status: 404, body: { code: "not_found", message: "Nothing here." } }
    await completePurchase("../carts/cart_1")
    expect(new URL(sent[0]?.url ?? "").pathname).toBe("/store/service-purchases/..%2Fcarts%2Fcart_1/complete")
  })
})
