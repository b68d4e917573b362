import { formatMoney } from "@atrium/kernel"
import type { PurchaseState } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"

import { inHtml } from "../../catalogue/service.fixtures"
import { DECLINE_CODES, declineWords } from "../declines"
import { Confirmation } from "./confirmation"
import { PaymentInstructions } from "./payment-instructions"
import { PurchaseFailed } from "./purchase-failed"

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }))
jest.mock("../actions", () => ({ completePurchase: () => Promise.resolve({ kind: "order" }) }))

const symbols = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), minLength: length, maxLength: length })
const words = fc
  .array(fc.string({ unit: fc.constantFrom(..."abcdefghijklmnop"), minLength: 3, maxLength: 9 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.join(" "))

const reference = fc.tuple(symbols(4), symbols(4), symbols(3)).map((parts) => `SR-${parts.join("-")}`)

const purchase: fc.Arbitrary<PurchaseState> = fc
  .record({
    service: words,
    tier: words,
    references: fc.uniqueArray(reference, { minLength: 1, maxLength: 4 }),
    missing: fc.nat({ max: 1 }),
    amount: fc.integer({ min: 1, max: 900_000 }),
    currency_code: fc.constantFrom("inr", "usd", "eur"),
    display_id: fc.integer({ min: 1, max: 99_999 }),
    hours: fc.option(fc.integer({ min: 1, max: 48 })),
  })
  .map(({ service, tier, references, missing, amount, currency_code, display_id, hours }) => ({
    id: "pur_abcdefghijklmnop",
    amount,
    currency_code,
    payment_provider_id: "pp_sandbox_sandbox",
    payment: null,
    status: "completed",
    items: [{ tier_id: "variant_1", quantity: references.length + missing, service, tier, amount }],
    order: { id: "order_1", display_id },
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

describe("the page after paying", () => {
  it("[P11 R5.2] says it worked and shows every reference number, the service, the tier and what comes next", () => {
    fc.assert(
      fc.property(purchase, (bought) => {
        const html = renderToStaticMarkup(<Confirmation purchase={bought} locale="en" />)
        expect(html).toContain("Thank you. Your payment went through")
        for (const { reference_number } of bought.service_requests) {
          expect(html).toContain(`>${reference_number}</strong>`)
          expect(html).toContain(`href="/track/${reference_number}"`)
          expect(html).toContain(`aria-label="Copy ${reference_number}"`)
        }
        expect(html).toContain(bought.items[0]!.service)
        expect(html).toContain(bought.items[0]!.tier)
        expect(html).toContain(`#${bought.order!.display_id}`)
        expect(html).toContain("What happens next")
        expect(html).toContain("A specialist will contact you")
        if (bought.estimated_contact_hours && bought.estimated_contact_hours > 1)
          expect(html).toContain(`within ${bought.estimated_contact_hours} working hours`)
      }),
      { numRuns: 150 }
    )
  })

  it("[P11 R5.2] waits for reference numbers that are still being made, and only for those", () => {
    fc.assert(
      fc.property(purchase, (bought) => {
        const html = renderToStaticMarkup(<Confirmation purchase={bought} locale="en" />)
        const units = bought.items[0]!.quantity
        expect(html.includes("creating your reference number")).toBe(bought.service_requests.length < units)
      }),
      { numRuns: 100 }
    )
  })
})

describe("the page of a purchase that is paid by instructions", () => {
  it("shows how to pay, the amount and when the order follows", () => {
    fc.assert(
      fc.property(purchase, words, (bought, instructions) => {
        const html = renderToStaticMarkup(
          <PaymentInstructions instructions={instructions} method="Bank transfer" purchase={bought} locale="en" />
        )
        expect(html).toContain(instructions)
        expect(html).toContain("Bank transfer")
        expect(html).toContain(inHtml(formatMoney(bought.amount, bought.currency_code, "en")))
        expect(html).toContain("We place your order when your payment arrives")
      }),
      { numRuns: 100 }
    )
  })
})

describe("the page after a payment that did not go through", () => {
  it("[P33 R11.1] gives the reason and the way to pay the same purchase again", () => {
    fc.assert(
      fc.property(purchase, fc.constantFrom(...DECLINE_CODES), (bought, code) => {
        const failed: PurchaseState = {
          ...bought,
          status: "failed",
          order: null,
          service_requests: [],
          error: { code, message: "raw" },
        }
        const html = renderToStaticMarkup(<PurchaseFailed purchase={failed} locale="en" />)
        expect(html).toContain(inHtml(declineWords(code).title))
        expect(html).toContain(`href="/purchase/${failed.id}"`)
        expect(html).not.toContain("raw")
      }),
      { numRuns: 100 }
    )
  })

  it("offers no second try on a purchase that has expired", () => {
    const [bought] = fc.sample(purchase, 1)
    const html = renderToStaticMarkup(<PurchaseFailed purchase={{ ...bought!, status: "expired" }} locale="en" />)
    expect(html).toContain("has expired")
    expect(html).not.toContain(`href="/purchase/${bought!.id}"`)
  })
})
