import fc from "fast-check"
import { useForm } from "react-hook-form"
import { renderToStaticMarkup } from "react-dom/server"

import { paymentMethods } from "@/payment-methods"

import { emptyValues, purchaseErrors, type PurchaseValues } from "../form"
import { NOW, QUESTIONS, validValues } from "../form.fixtures"
import type { PurchaseOffer } from "../offer"
import type { PayPhase } from "../pay"
import { offeredMethods } from "../payment-method"
import { purchaseResolver } from "../resolver"
import { useMeans } from "../use-means"
import { PurchaseForm } from "./purchase-form"

const OFFER: PurchaseOffer = {
  service: { id: "prod_1", handle: "gst-registration", title: "GST registration" },
  tier: { id: "variant_1", title: "Standard", features: ["Filing"] },
  unitAmount: 4999,
  unitTotal: 4999,
  currencyCode: "inr",
  quantity: 1,
  maxQuantity: 3,
  questions: QUESTIONS,
  workingDays: 7,
  locale: "en",
  methods: offeredMethods(paymentMethods, ["pp_sandbox_sandbox"], {}),
}

const Page = ({
  values,
  phase = "idle",
  offer = OFFER,
}: {
  values: PurchaseValues
  phase?: PayPhase
  offer?: PurchaseOffer
}) => {
  const form = useForm<PurchaseValues>({ defaultValues: values, resolver: purchaseResolver(QUESTIONS, true) })
  const means = useMeans(offer.methods)
  return (
    <PurchaseForm
      form={form}
      offer={offer}
      quantity={1}
      onQuantity={() => undefined}
      phase={phase}
      means={means}
      problem={null}
      onPay={() => undefined}
    />
  )
}

const payButton = (html: string) => /<button[^>]*data-testid="pay"[^>]*>/.exec(html)?.[0] ?? ""
const isOpen = (html: string) => payButton(html) !== "" && !payButton(html).includes(`disabled=""`)

/** One careless change to a form that was filled in well. */
const spoilt: fc.Arbitrary<(values: PurchaseValues) => void> = fc.constantFrom(
  (values: PurchaseValues) => void (values.customer.full_name = " "),
  (values: PurchaseValues) => void (values.customer.email = "ravi@"),
  (values: PurchaseValues) => void (values.customer.phone = "98765"),
  (values: PurchaseValues) => void (values.requirements = ""),
  (values: PurchaseValues) => void (values.intake = { ...values.intake, structure: "" }),
  (values: PurchaseValues) => void (values.intake = { ...values.intake, structure: "Company", gstin: "" }),
  (values: PurchaseValues) => void (values.intake = { ...values.intake, turnover: "a lot" }),
  (values: PurchaseValues) => void (values.consent = false),
  (values: PurchaseValues) => void (values.card.number = "4242 4242 4242 4241"),
  (values: PurchaseValues) => void (values.card.expiry = "01 / 20"),
  (values: PurchaseValues) => void (values.card.cvc = "1")
)

describe("the purchase page's form", () => {
  beforeAll(() => jest.useFakeTimers({ now: NOW, doNotFake: ["queueMicrotask", "nextTick"] }))
  afterAll(() => jest.useRealTimers())

  it("[P8 R3.5] opens the pay button exactly when every field is valid", () => {
    fc.assert(
      fc.property(validValues, fc.array(spoilt, { maxLength: 3 }), (valid, changes) => {
        const values = structuredClone(valid)
        for (const change of changes) change(values)
        const wrong = Object.keys(purchaseErrors(values, QUESTIONS, NOW)).length
        expect(wrong > 0).toBe(changes.length > 0)
        expect(isOpen(renderToStaticMarkup(<Page values={values} />))).toBe(wrong === 0)
      }),
      { numRuns: 150 }
    )
  })

  it("[P8 R3.5] keeps the pay button closed on an empty form and while a payment is under way", () => {
    fc.assert(
      fc.property(
        validValues,
        fc.constantFrom<PayPhase>("beginning", "confirming", "bank", "settling", "done"),
        (values, phase) => {
          expect(isOpen(renderToStaticMarkup(<Page values={emptyValues(QUESTIONS)} />))).toBe(false)
          const html = renderToStaticMarkup(<Page values={values} phase={phase} />)
          expect(isOpen(html)).toBe(false)
          expect(payButton(html)).toContain('aria-busy="true"')
        }
      ),
      { numRuns: 100 }
    )
  })

  it("[P38 R12.2] gives every field on the page the input type of what it holds", () => {
    fc.assert(
      fc.property(validValues, (values) => {
        const html = renderToStaticMarkup(
          <Page values={{ ...values, intake: { ...values.intake, structure: "Company", gstin: "pending" } }} />
        )
        const input = (name: string) =>
          new RegExp(`<(?:input|textarea|select)[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? ""
        expect(input("customer.full_name")).toContain('type="text"')
        expect(input("customer.email")).toMatch(/type="email".*inputMode="email"|inputMode="email".*type="email"/i)
        expect(input("customer.phone")).toMatch(/type="tel".*inputMode="tel"|inputMode="tel".*type="tel"/i)
        expect(input("requirements")).toMatch(/^<textarea/)
        expect(input("intake.structure")).toContain('type="radio"')
        expect(input("intake.gstin")).toContain('type="text"')
        expect(input("intake.filed_on")).toContain('type="date"')
        expect(input("intake.turnover")).toContain('type="number"')
        expect(input("intake.months")).toContain('type="checkbox"')
        expect(input("intake.history")).toMatch(/^<textarea/)
        expect(input("intake.papers")).toBe("")
        expect(input("card.number")).toMatch(/autoComplete="cc-number"/i)
      }),
      { numRuns: 100 }
    )
  })

  it("asks for no card where there is nothing to pay", () => {
    const html = renderToStaticMarkup(
      <Page values={emptyValues(QUESTIONS)} offer={{ ...OFFER, unitAmount: 0, unitTotal: 0 }} />
    )
    expect(html).not.toContain("cc-number")
    expect(html).toContain("Place order")
  })

  it("places the order without a card or an amount on the button where the method is paid by instructions", () => {
    const methods = offeredMethods(paymentMethods, ["pp_bank-transfer_acme"], { ATRIUM_EXAMPLES: "1" })
    const [values] = fc.sample(validValues, 1)
    const html = renderToStaticMarkup(
      <Page values={{ ...values!, card: emptyValues([]).card }} offer={{ ...OFFER, methods }} />
    )
    expect(html).not.toContain("cc-number")
    expect(html).not.toContain("card details")
    expect(html).toContain("Bank transfer")
    expect(html).toContain(">Place order<")
    expect(isOpen(html)).toBe(true)
  })
})
