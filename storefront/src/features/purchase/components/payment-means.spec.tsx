import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { useForm } from "react-hook-form"

import { paymentMethods } from "@/payment-methods"

import { emptyValues, type PurchaseValues } from "../form"
import { offeredMethods } from "../payment-method"
import { useFields } from "../use-fields"
import { useMeans } from "../use-means"
import { PaymentMeans } from "./payment-means"

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
  chosen,
  stripeKey,
}: {
  providers: string[]
  chosen?: string
  stripeKey: string | null
}) => {
  const means = useMeans(
    offeredMethods(paymentMethods, providers, { STRIPE_PUBLISHABLE_KEY: stripeKey ?? undefined, ATRIUM_EXAMPLES: "1" }),
    chosen
  )
  const bind = useFields(useForm<PurchaseValues>({ defaultValues: emptyValues([]) }))
  return (
    <>
      <PaymentMeans bind={bind} errorOf={() => undefined} means={means} amount={4999} currencyCode="inr" locale="en" />
      <output data-asks-for-card={means.asksForCard} data-missing={means.missing} />
    </>
  )
}
const html = (providers: string[], options: { chosen?: string; stripeKey?: string | null } = {}) =>
  renderToStaticMarkup(<Fields providers={providers} stripeKey={KEY} {...options} />)

describe("what the payment step asks for", () => {
  it("is a card at once where there is one gateway, without a choice", () => {
    const page = html([SANDBOX_PROVIDER])
    expect(page).toContain("Card number")
    expect(page).not.toContain("How do you want to pay?")
  })

  it("is a choice in words where there are two, and the card of the first", () => {
    const page = html([STRIPE_PROVIDER, SANDBOX_PROVIDER])
    expect(page).toContain("How do you want to pay?")
    expect(page).toContain("Test card")
    expect(page).toContain("Card or wallet, through Stripe")
    expect(page).toContain("Card number")
    expect(page.replace(/<[^>]*>/g, "")).not.toContain("pp_")
  })

  it("leaves the card to Stripe where Stripe is chosen, and the button closed until Stripe's form is complete", () => {
    const page = html([STRIPE_PROVIDER, SANDBOX_PROVIDER], { chosen: STRIPE_PROVIDER })
    expect(page).not.toContain("Card number")
    expect(page).not.toContain("test cards only")
    expect(page).toContain('data-asks-for-card="false" data-missing="1"')
  })

  it("is nothing where the method is paid by instructions", () => {
    const page = html([SANDBOX_PROVIDER, "pp_bank-transfer_acme"], { chosen: "pp_bank-transfer_acme" })
    expect(page).toContain("How do you want to pay?")
    expect(page).toContain("Bank transfer")
    expect(page).toContain("how to pay on the next page")
    expect(page).not.toContain("Card number")
    expect(page).toContain('data-asks-for-card="false" data-missing="0"')
  })

  it("says so where nothing can be paid, instead of showing a form that cannot pay", () => {
    for (const page of [html([]), html([STRIPE_PROVIDER], { stripeKey: null })]) {
      expect(page).toContain("Payments aren&#x27;t available right now")
      expect(page).not.toContain("Card number")
    }
  })

  it("[P10 R4.6] loads nothing of Stripe's unless Stripe is chosen, whatever is offered", () => {
    fc.assert(
      fc.property(
        fc.subarray([SANDBOX_PROVIDER, STRIPE_PROVIDER, "pp_system_default", "pp_razorpay_razorpay"]),
        fc.option(fc.constant(KEY), { nil: null }),
        (providers, stripeKey) => {
          html(providers, { stripeKey, chosen: SANDBOX_PROVIDER })
          expect(loaded).toEqual([])
        }
      ),
      { numRuns: 100 }
    )
  })
})
