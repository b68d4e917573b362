import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { useForm } from "react-hook-form"

import { paymentMethods } from "@/payment-methods"

import { gatewaysUp } from "../form.fixtures"
import { emptyValues, type PurchaseValues } from "../form"
import { offeredMethods } from "../payment-method"
import { useFields } from "../use-fields"
import { usePaymentSelection } from "../use-payment-selection"
import { PaymentMethodFields } from "./payment-method-fields"

const loaded: string[] = []
jest.mock("@stripe/stripe-js/pure", () => ({
  loadStripe: (key: string) => {
    loaded.push(key)
    return Promise.resolve(null)
  },
}))

const SANDBOX_PROVIDER = "pp_sandbox_sandbox"
const STRIPE_PROVIDER = "pp_stripe_stripe"
const KEY = "pk_test_shop"
const Fields = ({
  providers,
  selected,
  stripeKey,
  down = [],
}: {
  providers: string[]
  selected?: string
  stripeKey: string | null
  down?: string[]
}) => {
  const selection = usePaymentSelection(
    offeredMethods(
      paymentMethods,
      gatewaysUp(providers).map((one) => ({ ...one, is_down: down.includes(one.provider_id) })),
      { STRIPE_PUBLISHABLE_KEY: stripeKey ?? undefined, ATRIUM_EXAMPLES: "1" }
    ),
    selected
  )
  const bind = useFields(useForm<PurchaseValues>({ defaultValues: emptyValues([]) }))
  return (
    <>
      <PaymentMethodFields
        bind={bind}
        errorOf={() => undefined}
        selection={selection}
        amount={4999}
        currencyCode="inr"
        locale="en"
      />
      <output data-needs-card={selection.needsCard} data-missing={selection.missing} />
    </>
  )
}
const html = (providers: string[], options: { selected?: string; stripeKey?: string | null; down?: string[] } = {}) =>
  renderToStaticMarkup(<Fields providers={providers} stripeKey={KEY} {...options} />)

describe("payment method fields", () => {
  it("a single card method shows the card fields without a choice of methods", () => {
    const page = html([SANDBOX_PROVIDER])
    expect(page).toContain("Card number")
    expect(page).not.toContain("How do you want to pay?")
  })

  it("several methods are offered by name, with the card fields of the first", () => {
    const page = html([STRIPE_PROVIDER, SANDBOX_PROVIDER])
    expect(page).toContain("How do you want to pay?")
    expect(page).toContain("Test card")
    expect(page).toContain("Card or wallet, through Stripe")
    expect(page).toContain("Card number")
    expect(page.replace(/<[^>]*>/g, "")).not.toContain("pp_")
  })

  it("choosing Stripe hides the card fields and requires Stripe's form to be complete", () => {
    const page = html([STRIPE_PROVIDER, SANDBOX_PROVIDER], { selected: STRIPE_PROVIDER })
    expect(page).not.toContain("Card number")
    expect(page).not.toContain("test cards only")
    expect(page).toContain('data-needs-card="false" data-missing="1"')
  })

  it("a method whose gateway is down says so, comes last and isn't selected", () => {
    const page = html([STRIPE_PROVIDER, SANDBOX_PROVIDER], { selected: SANDBOX_PROVIDER, down: [SANDBOX_PROVIDER] })
    expect(page).toContain("Not responding right now")
    expect(page.indexOf("Card or wallet, through Stripe")).toBeLessThan(page.indexOf("Test card"))
    expect(page).toContain('data-needs-card="false"')
  })

  it("an offline method shows no card fields", () => {
    const page = html([SANDBOX_PROVIDER, "pp_bank-transfer_acme"], { selected: "pp_bank-transfer_acme" })
    expect(page).toContain("How do you want to pay?")
    expect(page).toContain("Bank transfer")
    expect(page).toContain("how to pay on the next page")
    expect(page).not.toContain("Card number")
    expect(page).toContain('data-needs-card="false" data-missing="0"')
  })

  it("a shop without an available method shows a message instead of a form", () => {
    for (const page of [html([]), html([STRIPE_PROVIDER], { stripeKey: null })]) {
      expect(page).toContain("Payments aren&#x27;t available right now")
      expect(page).not.toContain("Card number")
    }
  })

  it("Stripe's script is not loaded unless the shopper chooses Stripe [P10 R4.6]", () => {
    fc.assert(
      fc.property(
        fc.subarray([SANDBOX_PROVIDER, STRIPE_PROVIDER, "pp_system_default", "pp_razorpay_razorpay"]),
        fc.option(fc.constant(KEY), { nil: null }),
        (providers, stripeKey) => {
          html(providers, { stripeKey, selected: SANDBOX_PROVIDER })
          expect(loaded).toEqual([])
        }
      ),
      { numRuns: 100 }
    )
  })
})
