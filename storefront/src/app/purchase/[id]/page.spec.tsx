import type { PurchaseState } from "@atrium/service-provisioning/contracts"
import { renderToStaticMarkup } from "react-dom/server"

import { gatewaysUp } from "@/features/purchase/form.fixtures"
import { offeredMethods } from "@/features/purchase/payment-method"
import { paymentMethods } from "@/payment-methods"

import PayPage from "./page"

const PAYPAL = "pp_paypal_paypal"
const SANDBOX = "pp_sandbox_sandbox"

let purchase: PurchaseState | undefined
let offered: string[] = []

class Redirected extends Error {}
jest.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Redirected(path)
  },
  notFound: () => {
    throw new Redirected("not found")
  },
  useRouter: () => ({ replace: () => undefined, refresh: () => undefined, push: () => undefined }),
}))
jest.mock("@/features/purchase/actions", () => ({}))
jest.mock("@/features/purchase/queries", () => ({
  findPurchase: () => Promise.resolve(purchase),
  findPaymentMethods: () => Promise.resolve(offeredMethods(paymentMethods, gatewaysUp(offered), {})),
  purchaseMetadata: () => Promise.resolve({}),
}))
jest.mock("@/lib/cart-key", () => ({ isCartPurchase: () => Promise.resolve(false) }))
jest.mock("@/lib/medusa", () => ({ currentLocale: () => Promise.resolve("en-IN") }))

const state = (change: Partial<PurchaseState>): PurchaseState => ({
  id: "pur_1",
  status: "awaiting_payment",
  amount: 4999,
  currency_code: "inr",
  payment_provider_id: PAYPAL,
  payment: { id: "ORDER1", url: "https://paypal.example/checkoutnow?token=ORDER1" },
  items: [{ tier_id: "variant_1", quantity: 1, service: "GST registration", tier: "Basic", amount: 4999 }],
  goods: [],
  shipping_amount: 0,
  discount_amount: 0,
  order: null,
  service_requests: [],
  error: null,
  estimated_contact_hours: null,
  expires_at: "2030-01-01T00:00:00.000Z",
  created_at: "2029-12-31T00:00:00.000Z",
  ...change,
})
/** The page that a browser shows at this address. */
const open = async (search: Record<string, string>): Promise<string> =>
  renderToStaticMarkup(
    await PayPage({ params: Promise.resolve({ id: "pur_1" }), searchParams: Promise.resolve(search) })
  )
/** As PayPal adds to the address that it sends the shopper back to. */
const PAID = { returned: "paid", token: "ORDER1", PayerID: "QLLGM4AAJXPR2" }

describe("the page that PayPal sends a shopper back to", () => {
  beforeEach(() => {
    offered = [SANDBOX, PAYPAL]
    purchase = state({})
  })

  it.each([
    ["when PayPal's approval isn't known yet", "awaiting_payment"],
    ["when it was approved", "processing"],
  ] as const)("checks with PayPal %s, and offers nothing to pay", async (_when, status) => {
    purchase = state({ status })
    const page = await open(PAID)
    expect(page).toContain("Checking with PayPal")
    expect(page).not.toContain("How do you want to pay?")
    expect(page).not.toContain("token=")
  })

  it("checks with PayPal also where the visitor's region doesn't offer it any more", async () => {
    offered = [SANDBOX]
    expect(await open(PAID)).toContain("Checking with PayPal")
  })

  it("leads to the confirmation when it is reloaded, or reached by the back button, after the order was placed", async () => {
    purchase = state({ status: "completed", order: { id: "order_1", reference: "OR-7Q2K-9MXB-4TZ" } })
    const addresses: Record<string, string>[] = [PAID, { returned: "canceled", token: "ORDER1" }, {}]
    for (const search of addresses) await expect(open(search)).rejects.toThrow("/purchase/pur_1/confirmation")
  })

  it("says that the shopper canceled, and lets them pay again or another way", async () => {
    const page = await open({ returned: "canceled", token: "ORDER1" })
    expect(page).toContain("You canceled the payment")
    expect(page).toContain("How do you want to pay?")
  })

  it("does not take a shopper who approved and then went back to the cancel link for one who didn't pay", async () => {
    purchase = state({ status: "processing" })
    await expect(open({ returned: "canceled", token: "ORDER1" })).rejects.toThrow("/purchase/pur_1/confirmation")
  })

  it("shows why PayPal declined, without asking it again, and an address without news shows no reason", async () => {
    purchase = state({ status: "failed", error: { code: "insufficient_funds", message: "" } })
    expect(await open(PAID)).toContain("This card has insufficient funds")
    purchase = state({})
    const plain = await open({})
    expect(plain).toContain("How do you want to pay?")
    expect(plain).not.toContain("You canceled")
  })

  it("ignores what an address says about a purchase that is paid another way", async () => {
    purchase = state({ payment_provider_id: SANDBOX, payment: { id: "pi_1", client_secret: "secret" } })
    const page = await open(PAID)
    expect(page).not.toContain("Checking with")
    expect(page).toContain("How do you want to pay?")
  })
})
