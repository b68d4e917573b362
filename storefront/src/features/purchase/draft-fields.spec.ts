import fc from "fast-check"

import { changedFields, initialValues, toDraftFields, withFiles } from "./draft-fields"
import { emptyValues } from "./form"
import { validValues } from "./form.fixtures"

const QUESTIONS = [
  { id: "topics", type: "multi_choice", label: "Topics", required: false, options: ["a", "b"] },
  { id: "since", type: "text", label: "Since", required: true },
  { id: "papers", type: "file", label: "Papers", required: false },
] as const

describe("the saved fields of the purchase form", () => {
  it("contain everything that was typed except the card and consent", () => {
    fc.assert(
      fc.property(validValues, (values) => {
        const fields = toDraftFields(values)
        const text = JSON.stringify(fields)
        expect(Object.keys(fields).filter((name) => /card|consent/.test(name))).toEqual([])
        expect(text.replace(/\D/g, "")).not.toContain(values.card.number.replace(/\D/g, ""))
        expect(fields["customer.email"]).toEqual([values.customer.email])
      }),
      { numRuns: 100 }
    )
  })

  it("fill the form on another device, choices included", () => {
    const typed = {
      ...emptyValues(QUESTIONS),
      customer: { full_name: "Nora", email: "nora@", phone: "" },
      requirements: "Two\nlines",
      intake: { topics: ["b", "a"], since: "2020", papers: ["pfile_1"] },
    }
    const { consent, card, ...restored } = initialValues(QUESTIONS, undefined, toDraftFields(typed))
    expect(restored).toEqual({ customer: typed.customer, requirements: typed.requirements, intake: typed.intake })
    expect([consent, card.number]).toEqual([false, ""])
  })

  it("win over the account's details, which fill what wasn't typed", () => {
    const account = { full_name: "Nora Lind", email: "nora@example.com", phone: "+4712345678" }
    const { customer } = initialValues(QUESTIONS, account, { "customer.email": ["work@example.com"] })
    expect(customer).toEqual({ ...account, email: "work@example.com" })
  })

  it("have the files that are there now, whatever was saved of them", () => {
    const saved = { "intake.papers": ["pfile_gone"], requirements: ["a"] }
    expect(withFiles(saved, QUESTIONS, [{ id: "pfile_1", question_id: "papers" }])).toEqual({
      requirements: ["a"],
      "intake.papers": ["pfile_1"],
    })
    expect(withFiles(saved, QUESTIONS, [])["intake.papers"]).toEqual([])
  })

  it("are sent only when they changed, also when they were emptied", () => {
    const before = { requirements: ["a"], "customer.phone": ["1"], "intake.topics": ["a"] }
    const now = { requirements: ["a"], "customer.phone": [], "intake.topics": ["a", "b"], "intake.since": [] }
    expect(changedFields(before, now)).toEqual(["customer.phone", "intake.topics"])
  })
})
