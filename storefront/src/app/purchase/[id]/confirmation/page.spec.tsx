import type { PurchaseState } from "@atrium/service-provisioning/contracts"
import { renderToStaticMarkup } from "react-dom/server"

import ConfirmationPage from "./page"

let purchase: Partial<PurchaseState>

jest.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(path)
  },
  useRouter: () => ({ refresh: () => undefined }),
}))
jest.mock("@/features/purchase/actions", () => ({}))
jest.mock("@/features/auth/queries", () => ({ currentCustomer: () => Promise.resolve(null) }))
jest.mock("@/features/purchase/queries", () => ({
  findPurchase: () => Promise.resolve(purchase),
  purchaseMetadata: () => Promise.resolve({}),
}))
jest.mock("@/lib/cart-key", () => ({ isCartPurchase: () => Promise.resolve(false) }))
jest.mock("@/lib/medusa", () => ({ currentLocale: () => Promise.resolve("en-IE") }))
// Only with an order.
jest.mock("@/features/purchase/components/confirmation", () => ({}))
jest.mock("@/features/cart/components/show-cart-units", () => ({}))
jest.mock("@/features/analytics/components/record-view", () => ({}))

const open = async (change: Partial<PurchaseState>): Promise<string> => {
  purchase = { id: "pur_1", error: null, ...change }
  return renderToStaticMarkup(await ConfirmationPage({ params: Promise.resolve({ id: "pur_1" }) }))
}

describe("the page of a payment that isn't decided yet", () => {
  it("tells a shopper who pays by direct debit how long their bank takes, and what happens then", async () => {
    const page = await open({ status: "processing", payment_provider_id: "pp_stripe-sepa-debit_stripe" })
    for (const sentence of [
      "Your bank is processing the payment",
      "6 working days",
      "email you",
      "Don&#x27;t pay again",
    ])
      expect(page).toContain(sentence)
  })

  it("tells a shopper who pays by card that the bank is still being asked", async () => {
    const page = await open({ status: "processing", payment_provider_id: "pp_stripe_stripe" })
    expect(page).toContain("Checking with your bank")
    expect(page).not.toContain("working days")
  })

  it("leads to the page with the reason once the bank has declined", async () => {
    const error = { code: "debit_failed", message: "" }
    await expect(open({ status: "failed", error })).rejects.toThrow("/purchase/pur_1/failed")
  })
})
