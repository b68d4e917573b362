import fc from "fast-check"

import {
  askedQuestions,
  emptyValues,
  factErrors,
  fieldOfApiPath,
  inPageOrder,
  purchaseErrors,
  stepOfField,
} from "./form"
import { invalidEmail, invalidPhone, NOW, QUESTIONS, validEmail, validPhone, validValues } from "./form.fixtures"

const RUNS = { numRuns: 200 }

describe("the purchase form", () => {
  it("[P6 R3.2] accepts every well-formed mailbox and refuses every malformed one, each with a sentence", () => {
    fc.assert(
      fc.property(validValues, validEmail, (values, email) => {
        expect(factErrors({ ...values, customer: { ...values.customer, email } }, QUESTIONS)).toEqual({})
      }),
      RUNS
    )
    fc.assert(
      fc.property(validValues, invalidEmail, (values, email) => {
        const errors = factErrors({ ...values, customer: { ...values.customer, email } }, QUESTIONS)
        expect(Object.keys(errors)).toEqual(["customer.email"])
        expect(errors["customer.email"]).toMatch(/\w+ \w+/)
      }),
      RUNS
    )
  })

  it("[P6 R3.2] accepts every phone number with a country code, however it is spaced, and refuses the rest", () => {
    fc.assert(
      fc.property(validValues, validPhone, (values, phone) => {
        expect(factErrors({ ...values, customer: { ...values.customer, phone } }, QUESTIONS)).toEqual({})
      }),
      RUNS
    )
    fc.assert(
      fc.property(validValues, invalidPhone, (values, phone) => {
        const errors = factErrors({ ...values, customer: { ...values.customer, phone } }, QUESTIONS)
        expect(Object.keys(errors)).toEqual(["customer.phone"])
      }),
      RUNS
    )
  })

  it("[P7 R3.3] names every missing field at once, and no other", () => {
    const required = [
      "customer.full_name",
      "customer.email",
      "customer.phone",
      "requirements",
      "intake.structure",
      "consent",
      "card.number",
      "card.expiry",
      "card.cvc",
    ] as const
    fc.assert(
      fc.property(
        validValues,
        fc.subarray([...required], { minLength: 1 }),
        fc.constantFrom("", "   "),
        (values, missing, blank) => {
          const left = structuredClone(values)
          for (const path of missing) {
            if (path === "requirements") left.requirements = blank
            else if (path === "consent") left.consent = false
            else if (path === "intake.structure") left.intake = { ...left.intake, structure: "", gstin: "" }
            else if (path === "customer.full_name") left.customer.full_name = blank
            else if (path === "customer.email") left.customer.email = blank
            else if (path === "customer.phone") left.customer.phone = blank
            else if (path === "card.number") left.card.number = blank
            else if (path === "card.expiry") left.card.expiry = blank
            else left.card.cvc = blank
          }
          const errors = purchaseErrors(left, QUESTIONS, NOW)
          expect(Object.keys(errors).sort()).toEqual([...missing].sort())
          for (const sentence of Object.values(errors)) expect(sentence.length).toBeGreaterThan(8)
        }
      ),
      RUNS
    )
  })

  it("[P7 R3.3] an untouched form names every required field, in the order of the page", () => {
    const errors = inPageOrder(purchaseErrors(emptyValues(QUESTIONS), QUESTIONS, NOW), QUESTIONS)
    expect(errors.map(([path]) => path)).toEqual([
      "customer.full_name",
      "customer.email",
      "customer.phone",
      "requirements",
      "intake.structure",
      "card.number",
      "card.expiry",
      "card.cvc",
      "consent",
    ])
    expect(errors.map(([path]) => stepOfField(path))).toEqual([
      "you",
      "you",
      "you",
      "work",
      "work",
      "payment",
      "payment",
      "payment",
      "payment",
    ])
  })

  it("asks a question only while the answer it hangs on is given, through any number of steps", () => {
    const ask = (answers: Record<string, string>) => askedQuestions(QUESTIONS, answers).map((question) => question.id)
    expect(ask({})).not.toContain("gstin")
    expect(ask({ structure: "Company" })).toEqual(expect.arrayContaining(["gstin"]))
    expect(ask({ structure: "Company", gstin: "pending" })).toContain("filed_on")
    // An answer left over under a question that is not asked any more opens nothing.
    expect(ask({ structure: "Individual", gstin: "pending" })).not.toContain("filed_on")
  })

  it("finds the field on the page that the API calls by its item", () => {
    expect(fieldOfApiPath("items.0.intake.gstin")).toBe("intake.gstin")
    expect(fieldOfApiPath("customer.email")).toBe("customer.email")
  })
})
