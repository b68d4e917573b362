import { auditSentence } from "./audit-sentence"
import { VERBS, type Verb } from "./describe-request"

describe("the sentence of an audit entry", () => {
  it.each<[Verb, string]>([
    ["created", "Created a customer"],
    ["viewed", "Viewed a customer"],
    ["listed", "Viewed the customer list"],
    ["exported", "Exported customers"],
    ["imported", "Imported customers"],
    ["changed_many", "Changed customers"],
    ["password_reset", "Sent a password reset to a customer"],
    ["invited", "Sent an invitation to a customer"],
    ["resent", "Sent a customer again"],
    ["held", "Put a customer on hold"],
    ["marked_paid", "Marked a customer as paid"],
    ["converted", "Converted a customer to an order"],
  ])("of %s is %s", (verb, sentence) => {
    expect(auditSentence(verb, { label: "a customer" })).toBe(sentence)
  })

  it("uses the plural that English has", () => {
    const many = (label: string) => auditSentence("exported", { label })
    expect(["a category", "an API key", "a tax", "a branch", "an order"].map(many)).toEqual([
      "Exported categories",
      "Exported API keys",
      "Exported taxes",
      "Exported branches",
      "Exported orders",
    ])
  })

  it("keeps the names a resource brings, and those of single things", () => {
    expect(auditSentence("listed", { label: "a staff member", list: "the staff list" })).toBe("Viewed the staff list")
    expect(auditSentence("listed", { label: "their profile" })).toBe("Viewed their profile")
    expect(auditSentence("listed", { label: "the audit log" })).toBe("Viewed the audit log")
    expect(auditSentence("listed", { label: "search results" })).toBe("Viewed search results")
  })

  it("leaves no placeholder", () => {
    for (const verb of Object.keys(VERBS) as Verb[])
      expect(auditSentence(verb, { label: "an order" })).toMatch(/^[A-Z][^{}]*order[^{}]*$/)
  })
})
