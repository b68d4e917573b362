import fc from "fast-check"
import { useForm } from "react-hook-form"
import { renderToStaticMarkup } from "react-dom/server"

import { paymentMethods } from "@/payment-methods"

import { emptyValues, type PurchaseValues } from "../form"
import { gatewaysUp, NOW, QUESTIONS, validValues } from "../form.fixtures"
import type { PurchaseOffer } from "../offer"
import type { PayPhase } from "../pay"
import { offeredMethods } from "../payment-method"
import { purchaseResolver } from "../resolver"
import * as rules from "../rules"
import { usePaymentSelection } from "../use-payment-selection"
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
  methods: offeredMethods(paymentMethods, gatewaysUp(["pp_sandbox_sandbox"]), {}),
}

const Page = ({
  values,
  phase = "idle",
  offer = OFFER,
  loadedRules = rules,
}: {
  values: PurchaseValues
  phase?: PayPhase
  offer?: PurchaseOffer
  loadedRules?: typeof rules | null
}) => {
  const form = useForm<PurchaseValues>({ defaultValues: values, resolver: purchaseResolver(QUESTIONS, true) })
  const selection = usePaymentSelection(offer.methods)
  return (
    <PurchaseForm
      form={form}
      offer={offer}
      shopName="Northwind"
      quantity={1}
      onQuantity={() => undefined}
      phase={phase}
      selection={selection}
      problem={null}
      rules={loadedRules}
      onPay={() => Promise.resolve()}
      onUnchecked={() => undefined}
    />
  )
}

const payButton = (html: string) => /<button[^>]*data-testid="pay"[^>]*>/.exec(html)?.[0] ?? ""
/** Whether the browser lets the button be pressed. */
const isPressable = (html: string) => payButton(html) !== "" && !payButton(html).includes(` disabled=""`)
/** Whether assistive technology announces the button as enabled. */
const isEnabled = (html: string) => isPressable(html) && !payButton(html).includes('aria-disabled="true"')
/** The text that the button is described by. */
const reason = (html: string) => {
  const id = /aria-describedby="([^"]*)"/.exec(payButton(html))?.[1]
  return id === undefined ? undefined : new RegExp(`id="${id}">([^<]*)<`).exec(html)?.[1]
}

/** Makes one field of a valid form invalid. */
const invalidChange: fc.Arbitrary<(values: PurchaseValues) => void> = fc.constantFrom(
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

describe("the purchase form", () => {
  beforeAll(() => jest.useFakeTimers({ now: NOW, doNotFake: ["queueMicrotask", "nextTick"] }))
  afterAll(() => jest.useRealTimers())

  it("the pay button can always be pressed and is announced as enabled exactly when every field is valid [P8 R3.5]", () => {
    fc.assert(
      fc.property(validValues, fc.array(invalidChange, { maxLength: 3 }), (valid, changes) => {
        const values = structuredClone(valid)
        for (const change of changes) change(values)
        const invalid = Object.keys(rules.purchaseErrors(values, QUESTIONS, NOW)).length
        expect(invalid > 0).toBe(changes.length > 0)
        const html = renderToStaticMarkup(<Page values={values} />)
        expect(isPressable(html)).toBe(true)
        expect(isEnabled(html)).toBe(invalid === 0)
        const fields = invalid === 1 ? "One field needs" : `${invalid} fields need`
        expect(reason(html)).toBe(invalid === 0 ? undefined : `${fields} attention.`)
      }),
      { numRuns: 150 }
    )
  })

  it("the pay button is disabled while a payment is running [P8 R3.5]", () => {
    fc.assert(
      fc.property(
        validValues,
        fc.constantFrom<PayPhase>("starting", "confirming", "bank", "completing", "done"),
        (values, phase) => {
          const html = renderToStaticMarkup(<Page values={values} phase={phase} />)
          expect(isPressable(html)).toBe(false)
          expect(payButton(html)).toContain('aria-busy="true"')
        }
      ),
      { numRuns: 100 }
    )
  })

  it("the pay button is disabled until the page's script has loaded, so that the browser never sends the card", () => {
    const [values] = fc.sample(validValues, 1)
    expect(isPressable(renderToStaticMarkup(<Page values={values!} loadedRules={null} />))).toBe(false)
  })

  it("every field of the purchase form has the input type of its content [P38 R12.2]", () => {
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
        expect(input("upload:intake.papers")).toMatch(/type="file".*accept="\.pdf/)
        expect(input("card.number")).toMatch(/autoComplete="cc-number"/i)
      }),
      { numRuns: 100 }
    )
  })

  it("a free purchase shows no card fields", () => {
    const html = renderToStaticMarkup(
      <Page values={emptyValues(QUESTIONS)} offer={{ ...OFFER, unitAmount: 0, unitTotal: 0 }} />
    )
    expect(html).not.toContain("cc-number")
    expect(html).toContain("Place order")
  })

  it("an offline method places the order without card fields", () => {
    const methods = offeredMethods(paymentMethods, gatewaysUp(["pp_bank-transfer_acme"]), { ATRIUM_EXAMPLES: "1" })
    const [values] = fc.sample(validValues, 1)
    const html = renderToStaticMarkup(
      <Page values={{ ...values!, card: emptyValues([]).card }} offer={{ ...OFFER, methods }} />
    )
    expect(html).not.toContain("cc-number")
    expect(html).not.toContain("card details")
    expect(html).toContain("Bank transfer")
    expect(html).toContain(">Place order<")
    expect(isEnabled(html)).toBe(true)
  })
})
