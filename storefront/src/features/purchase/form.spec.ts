import fc from "fast-check"

import { askedQuestions, emptyValues, fieldOfApiPath, inPageOrder, stepOfField } from "./form"
import { invalidEmail, invalidPhone, NOW, QUESTIONS, validEmail, validPhone, validValues } from "./form.fixtures"
import { detailErrors, purchaseErrors } from "./rules"

const RUNS = { numRuns: 200 }

describe("the purchase form", () => {
  it("valid email addresses are accepted and invalid ones rejected with a message [P6 R3.2]", () => {
    fc.assert(
      fc.property(validValues, validEmail, (values, email) => {
        expect(detailErrors({ ...values, customer: { ...values.customer, email } }, QUESTIONS)).toEqual({})
      }),
      RUNS
    )
    fc.assert(
      fc.property(validValues, invalidEmail, (values, email) => {
        const errors = detailErrors({ ...values, customer: { ...values.customer, email } }, QUESTIONS)
        expect(Object.keys(errors)).toEqual(["customer.email"])
        expect(errors["customer.email"]).toMatch(/\w+ \w+/)
      }),
      RUNS
    )
  })

  it("phone numbers with a country code are accepted in any spacing and others rejected [P6 R3.2]", () => {
    fc.assert(
      fc.property(validValues, validPhone, (values, phone) => {
        expect(detailErrors({ ...values, customer: { ...values.customer, phone } }, QUESTIONS)).toEqual({})
      }),
      RUNS
    )
    fc.assert(
      fc.property(validValues, invalidPhone, (values, phone) => {
        const errors = detailErrors({ ...values, customer: { ...values.customer, phone } }, QUESTIONS)
        expect(Object.keys(errors)).toEqual(["customer.phone"])
      }),
      RUNS
    )
  })

  it("all missing fields, and only those, are reported together [P7 R3.3]", () => {
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
          const incomplete = structuredClone(values)
          for (const path of missing) {
            if (path === "requirements") incomplete.requirements = blank
            else if (path === "consent") incomplete.consent = false
            else if (path === "intake.structure") incomplete.intake = { ...incomplete.intake, structure: "", gstin: "" }
            else if (path === "customer.full_name") incomplete.customer.full_name = blank
            else if (path === "customer.email") incomplete.customer.email = blank
            else if (path === "customer.phone") incomplete.customer.phone = blank
            else if (path === "card.number") incomplete.card.number = blank
            else if (path === "card.expiry") incomplete.card.expiry = blank
            else incomplete.card.cvc = blank
          }
          const errors = purchaseErrors(incomplete, QUESTIONS, NOW)
          expect(Object.keys(errors).sort()).toEqual([...missing].sort())
          for (const message of Object.values(errors)) expect(message.length).toBeGreaterThan(8)
        }
      ),
      RUNS
    )
  })

  it("an empty form reports every required field in page order [P7 R3.3]", () => {
    const errors = inPageOrder(purchaseErrors(emptyValues(QUESTIONS), QUESTIONS, NOW), QUESTIONS)
    expect(errors.map(([path]) => path)).toEqual([
      "customer.full_name",
      "customer.email",
      "customer.phone",
      "requirements",
      "intake.structure",
      "intake.papers",
      "card.number",
      "card.expiry",
      "card.cvc",
      "consent",
    ])
    expect(errors.map(([path]) => stepOfField(path))).toEqual([
      "customer",
      "customer",
      "customer",
      "work",
      "work",
      "work",
      "payment",
      "payment",
      "payment",
      "payment",
    ])
  })

  it("a conditional question is asked only while every answer it depends on is given", () => {
    const ask = (answers: Record<string, string>) => askedQuestions(QUESTIONS, answers).map((question) => question.id)
    expect(ask({})).not.toContain("gstin")
    expect(ask({ structure: "Company" })).toEqual(expect.arrayContaining(["gstin"]))
    expect(ask({ structure: "Company", gstin: "pending" })).toContain("filed_on")
    // A leftover answer to a question that is no longer asked doesn't count.
    expect(ask({ structure: "Individual", gstin: "pending" })).not.toContain("filed_on")
  })

  it("API field paths are mapped to fields of the page", () => {
    expect(fieldOfApiPath("items.0.intake.gstin")).toBe("intake.gstin")
    expect(fieldOfApiPath("customer.email")).toBe("customer.email")
  })
})
