import fc from "fast-check"

import {
  afterVisit,
  ATTRIBUTION_COOKIE,
  type Attribution,
  serializeAttribution,
} from "@/features/attribution/attribution"

import { startPurchase, completePurchase } from "./actions"
import { pay } from "./pay"

const cookieJar = new Map<string, string>()
jest.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) => (cookieJar.has(name) ? { name, value: cookieJar.get(name) } : undefined),
    }),
  headers: () => Promise.resolve(new Headers({ "accept-language": "en-IN" })),
}))

// Next runs it after the response.
jest.mock("next/server", () => ({ after: (job: () => Promise<void>) => void job() }))

type SentRequest = { url: string; headers: Headers; body: unknown }
const sent: SentRequest[] = []
let response: { status: number; body: unknown } = { status: 500, body: {} }
/** Requests that get no answer in time, before the others get `response`. */
let timeouts = 0

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
    if (!regions && timeouts-- > 0) return Promise.reject(new DOMException("The operation timed out", "TimeoutError"))
    return Promise.resolve(
      Response.json(regions ? REGIONS : response.body, { status: regions ? 200 : response.status })
    )
  })
})
beforeEach(() => {
  sent.length = 0
  timeouts = 0
  cookieJar.clear()
})
afterAll(() => jest.restoreAllMocks())

const anyCode = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHJKMNPQRSTUVWXYZ0123456789_-"),
  minLength: 1,
  maxLength: 20,
})
const anyPage = fc.constantFrom("/", "/services/gst-registration", "/track", "/purchase?service=gst&tier=t", "/account")

describe("starting a purchase", () => {
  it("a purchase sends the affiliate code of the visitor's first page [P28 R10.1]", async () => {
    response = { status: 201, body: CREATED }
    await fc.assert(
      fc.asyncProperty(anyCode, anyPage, fc.array(anyPage, { maxLength: 6 }), async (affiliate, landing, visited) => {
        const at = (path: string) => new URL(path, "http://shop.test")
        const landed = at(landing)
        landed.searchParams.set("ref", affiliate)
        const attribution = [landed, ...visited.map(at)].reduce<Attribution>(
          (known, url) => afterVisit(known, url, new Date()),
          {}
        )
        cookieJar.set(ATTRIBUTION_COOKIE, serializeAttribution(attribution))
        expect(await startPurchase(SUBMISSION)).toMatchObject({ ok: true })
        expect(sent.at(-1)?.body).toMatchObject({ affiliate_code: affiliate, region_id: "reg_in" })
      }),
      { numRuns: 150 }
    )
  })

  it("a visitor without an affiliate link sends no affiliate code", async () => {
    response = { status: 201, body: CREATED }
    await startPurchase(SUBMISSION)
    expect(sent[0]?.body).not.toHaveProperty("affiliate_code")
  })

  it("starting a purchase sends the idempotency key and returns the payment intent", async () => {
    response = { status: 201, body: CREATED }
    expect(await startPurchase(SUBMISSION)).toEqual({
      ok: true,
      purchase: {
        id: "pur_abcdefghijklmnop",
        amount: 4999,
        currency_code: "inr",
        intent: { id: "pi_1", client_secret: "secret" },
        paymentPage: null,
      },
    })
    expect(sent[0]?.headers.get("idempotency-key")).toBe(SUBMISSION.key)
    expect(sent[0]?.headers.get("x-publishable-api-key")).toBe("pk_test")
  })

  it("input with unknown keys, such as a card, is rejected and not sent to the backend", async () => {
    const withCard = { ...SUBMISSION, card: { number: "4242424242424242", expiry: "08 / 29", cvc: "123" } }
    expect(await startPurchase(withCard)).toMatchObject({ ok: false })
    expect(sent).toEqual([])
  })

  it("every invalid field is returned to the form", async () => {
    const details = {
      "customer.email": "Enter a valid email address",
      "items.0.intake.gstin": "Answer this question",
    }
    response = {
      status: 400,
      body: { code: "invalid_input", type: "invalid_data", message: "Invalid input.", details, retryable: false },
    }
    expect(await startPurchase(SUBMISSION)).toMatchObject({ ok: false, failure: { code: "invalid_input", details } })
  })
})

describe("a purchase whose request times out", () => {
  const waits: number[] = []
  const attempt = () =>
    pay({ amount: 4999, currency_code: "inr" }, "instructions", {
      start: () => startPurchase(SUBMISSION),
      confirm: () => Promise.reject(new Error("Nothing to confirm")),
      authenticate: () => Promise.reject(new Error("Nothing to authenticate")),
      askBank: () => Promise.resolve("pass"),
      complete: completePurchase,
      onPhase: () => undefined,
      wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    })
  const keys = () => new Set(sent.map(({ headers }) => headers.get("idempotency-key")))
  beforeEach(() => {
    waits.length = 0
    response = { status: 201, body: CREATED }
  })

  it("is sent again with backoff and the same idempotency key and details [P35 R11.3]", async () => {
    timeouts = 2
    expect(await attempt()).toEqual({ kind: "instructions", purchaseId: "pur_abcdefghijklmnop" })
    expect(waits).toEqual([500, 1000])
    expect(keys()).toEqual(new Set([SUBMISSION.key]))
    expect(sent.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => sent[0]?.body))
  })

  it("is sent at most three times, and can be tried again by the customer [P35 R11.3]", async () => {
    timeouts = 99
    const failure = { code: "shop_unreachable", retryable: true }
    expect(await attempt()).toMatchObject({ kind: "rejected", failure })
    expect(sent).toHaveLength(3)
    timeouts = 0
    expect(await attempt()).toMatchObject({ kind: "instructions" })
    expect(keys()).toEqual(new Set([SUBMISSION.key]))
  })

  it("is not sent again when the shop answers with an error, which the customer sees [P34 R11.2]", async () => {
    response = { status: 500, body: { code: "unexpected_error", message: "Something went wrong.", retryable: true } }
    expect(await attempt()).toMatchObject({ kind: "rejected", failure: { code: "unexpected_error", retryable: true } })
    expect(sent).toHaveLength(1)
  })
})

describe("completing a purchase", () => {
  it.each([
    [
      200,
      {
        type: "order",
        order: { id: "order_1", reference: "OR-7Q2K-9MXB-4TZ" },
        provisioning: "done",
        service_requests: [],
      },
      { kind: "order" },
    ],
    [202, { type: "pending", retry_after: 4 }, { kind: "pending", retry_after_seconds: 4 }],
    [202, { type: "pending", retry_after: 600, delayed: true }, { kind: "delayed" }],
    [402, { code: "card_declined", message: "Declined." }, { kind: "unpaid", code: "card_declined" }],
    [
      409,
      { code: "purchase_expired", message: "Too late." },
      { kind: "rejected", failure: { code: "purchase_expired" } },
    ],
    [503, { code: "unavailable", message: "Later." }, { kind: "pending" }],
    [429, { code: "too_many_requests", message: "Too many requests." }, { kind: "pending" }],
  ])("completing a purchase maps a response with status %i", async (status, body, expected) => {
    response = { status, body }
    expect(await completePurchase("pur_abcdefghijklmnop")).toMatchObject(expected)
  })

  it("completing a purchase escapes the purchase ID in the path", async () => {
    response = { status: 404, body: { code: "not_found", message: "Not found." } }
    await completePurchase("../carts/cart_1")
    expect(new URL(sent[0]?.url ?? "").pathname).toBe("/store/service-purchases/..%2Fcarts%2Fcart_1/complete")
  })
})
