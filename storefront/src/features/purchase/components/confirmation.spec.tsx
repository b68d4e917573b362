import { formatMoney } from "@atrium/kernel"
import type { PurchaseState } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"

import { inHtml } from "../../catalogue/service.fixtures"
import { DECLINE_CODES, declineMessage } from "../declines"
import { Confirmation } from "./confirmation"
import { PaymentInstructions } from "./payment-instructions"
import { PurchaseFailed } from "./purchase-failed"

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }))
jest.mock("../actions", () => ({ completePurchase: () => Promise.resolve({ kind: "order" }) }))

const symbols = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), minLength: length, maxLength: length })
const anyText = fc
  .array(fc.string({ unit: fc.constantFrom(..."abcdefghijklmnop"), minLength: 3, maxLength: 9 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.join(" "))

const anyReference = fc.tuple(symbols(4), symbols(4), symbols(3)).map((parts) => `SR-${parts.join("-")}`)

const anyPurchase: fc.Arbitrary<PurchaseState> = fc
  .record({
    service: anyText,
    tier: anyText,
    references: fc.uniqueArray(anyReference, { minLength: 1, maxLength: 4 }),
    missing: fc.nat({ max: 1 }),
    amount: fc.integer({ min: 1, max: 900_000 }),
    currency_code: fc.constantFrom("inr", "usd", "eur"),
    reference: fc.constantFrom("OR-7Q2K-9MXB-4TZ", "OR-0000-0000-000"),
    hours: fc.option(fc.integer({ min: 1, max: 48 })),
  })
  .map(({ service, tier, references, missing, amount, currency_code, reference, hours }) => ({
    id: "pur_abcdefghijklmnop",
    amount,
    currency_code,
    payment_provider_id: "pp_sandbox_sandbox",
    payment: null,
    status: "completed",
    items: [{ tier_id: "variant_1", quantity: references.length + missing, service, tier, amount }],
    order: { id: "order_1", reference },
    goods: [],
    shipping_amount: 0,
    discount_amount: 0,
    service_requests: references.map((reference_number) => ({
      reference_number,
      status: "pending_contact",
      status_label: "Waiting for first contact",
      service,
      tier,
    })),
    error: null,
    estimated_contact_hours: hours,
    expires_at: "2026-11-22T09:00:00.000Z",
    created_at: "2026-11-21T09:00:00.000Z",
  }))

describe("the confirmation page", () => {
  it("the confirmation shows every reference number, the service, the plan and the next steps [P11 R5.2]", () => {
    fc.assert(
      fc.property(anyPurchase, (purchase) => {
        const html = renderToStaticMarkup(<Confirmation purchase={purchase} locale="en" />)
        expect(html).toContain("Thank you. Your payment went through")
        for (const { reference_number } of purchase.service_requests) {
          expect(html).toContain(`>${reference_number}</strong>`)
          expect(html).toContain(`href="/track/${reference_number}"`)
          expect(html).toContain(`aria-label="Copy ${reference_number}"`)
        }
        expect(html).toContain(purchase.items[0]!.service)
        expect(html).toContain(purchase.items[0]!.tier)
        expect(html).toContain(purchase.order!.reference)
        expect(html).toContain("What happens next")
        expect(html).toContain("A specialist will contact you")
        if (purchase.estimated_contact_hours && purchase.estimated_contact_hours > 1)
          expect(html).toContain(`within ${purchase.estimated_contact_hours} working hours`)
      }),
      { numRuns: 150 }
    )
  })

  it("the confirmation waits only for reference numbers that don't exist yet [P11 R5.2]", () => {
    fc.assert(
      fc.property(anyPurchase, (purchase) => {
        const html = renderToStaticMarkup(<Confirmation purchase={purchase} locale="en" />)
        const units = purchase.items[0]!.quantity
        expect(html.includes("creating your reference number")).toBe(purchase.service_requests.length < units)
      }),
      { numRuns: 100 }
    )
  })
})

describe("payment instructions", () => {
  it("the instructions show how to pay, the amount and when the order is placed", () => {
    fc.assert(
      fc.property(anyPurchase, anyText, (purchase, instructions) => {
        const html = renderToStaticMarkup(
          <PaymentInstructions instructions={instructions} method="Bank transfer" purchase={purchase} locale="en" />
        )
        expect(html).toContain(instructions)
        expect(html).toContain("Bank transfer")
        expect(html).toContain(inHtml(formatMoney(purchase.amount, purchase.currency_code, "en")))
        expect(html).toContain("We place your order when your payment arrives")
      }),
      { numRuns: 100 }
    )
  })
})

describe("the failed payment page", () => {
  it("a failed payment shows its reason and a link to pay the same purchase again [P33 R11.1]", () => {
    fc.assert(
      fc.property(anyPurchase, fc.constantFrom(...DECLINE_CODES), (purchase, code) => {
        const failed: PurchaseState = {
          ...purchase,
          status: "failed",
          order: null,
          service_requests: [],
          error: { code, message: "raw" },
        }
        const html = renderToStaticMarkup(<PurchaseFailed purchase={failed} locale="en" />)
        expect(html).toContain(inHtml(declineMessage(code).title))
        expect(html).toContain(`href="/purchase/${failed.id}"`)
        expect(html).not.toContain("raw")
      }),
      { numRuns: 100 }
    )
  })

  it("an expired purchase can't be paid again", () => {
    const [purchase] = fc.sample(anyPurchase, 1)
    const html = renderToStaticMarkup(<PurchaseFailed purchase={{ ...purchase!, status: "expired" }} locale="en" />)
    expect(html).toContain("has expired")
    expect(html).not.toContain(`href="/purchase/${purchase!.id}"`)
  })
})
