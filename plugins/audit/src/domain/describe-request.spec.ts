import { auditSentence } from "./audit-sentence"
import {
  changedFields,
  idInAnswer,
  partsOf,
  readOf,
  rowsInAnswer,
  type Verb,
  VERBS,
  verbOf,
  withNamedId,
} from "./describe-request"

const ORDER = "order_01KB5Z7Q8XN3M4P5R6S7T8V9WX"
const described = (method: string, path: string) => {
  const parts = partsOf(path)
  return `${parts.resource} ${parts.id ?? "-"} ${verbOf(method, parts)}`
}

describe("what a request does", () => {
  it.each([
    ["GET", "/admin/customers", "/admin/customers - listed"],
    ["GET", `/admin/orders/${ORDER}`, `/admin/orders ${ORDER} viewed`],
    ["POST", "/admin/products", "/admin/products - created"],
    ["POST", `/admin/orders/${ORDER}`, `/admin/orders ${ORDER} changed`],
    ["POST", `/admin/orders/${ORDER}/cancel`, `/admin/orders ${ORDER} canceled`],
    [
      "POST",
      `/admin/orders/${ORDER}/fulfillments/ful_01KB5Z7Q8XN3M4P5R6S7T8V9WX/cancel`,
      `/admin/orders ${ORDER} changed`,
    ],
    ["DELETE", `/admin/users/user_01KB5Z7Q8XN3M4P5R6S7T8V9WX`, "/admin/users user_01KB5Z7Q8XN3M4P5R6S7T8V9WX deleted"],
    ["DELETE", `/admin/orders/${ORDER}/line-items`, `/admin/orders ${ORDER} changed`],
    ["POST", "/admin/orders/export", "/admin/orders - exported"],
    ["POST", "/admin/products/batch", "/admin/products - changed_many"],
    ["POST", `/admin/draft-orders/${ORDER}/convert-to-order`, `/admin/draft-orders ${ORDER} converted`],
    [
      "POST",
      "/admin/invites/invite_01KB5Z7Q8XN3M4P5R6S7T8V9WX/resend",
      "/admin/invites invite_01KB5Z7Q8XN3M4P5R6S7T8V9WX resent",
    ],
    [
      "POST",
      "/admin/work-items/work_01KB5Z7Q8XN3M4P5R6S7T8V9WX/retry",
      "/admin/work-items work_01KB5Z7Q8XN3M4P5R6S7T8V9WX retried",
    ],
    ["POST", "/admin/stores/constructor", "/admin/stores - changed"],
    ["POST", "/admin/stores/%E0%A4%A", "/admin/stores - changed"],
  ])("%s %s", (method, path, expected) => {
    expect(described(method, path)).toBe(expected)
  })

  it("reads an id that is a name", () => {
    const parts = withNamedId(partsOf("/admin/gateways/stripe/test"))
    expect([parts.id, verbOf("POST", parts)]).toEqual(["stripe", "tested"])
    expect(withNamedId(partsOf("/admin/gateways")).id).toBeNull()
  })

  it("keeps only the changed fields, or all of them if there is nothing to compare", () => {
    expect(changedFields({ a: 1, b: [1], c: null }, { a: 2, b: [1], c: null })).toEqual({
      before: { a: 1 },
      after: { a: 2 },
    })
    expect(changedFields({ a: 1 }, { a: 1 })).toEqual({})
    expect(changedFields(undefined, { a: 1 })).toEqual({ after: { a: 1 } })
    expect(changedFields({ a: 1 }, undefined)).toEqual({ before: { a: 1 } })
  })

  it("reads the created id and the number of rows from a response", () => {
    expect(idInAnswer({ order: { id: "order_1" } })).toBe("order_1")
    expect(idInAnswer({ id: "user_1", deleted: true })).toBe("user_1")
    expect(idInAnswer(null)).toBeNull()
    expect(rowsInAnswer({ customers: [1, 2], count: 2 })).toBe(2)
    expect(rowsInAnswer({ customer: {} })).toBe(1)
  })
})

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

  it("uses English plurals", () => {
    const many = (label: string) => auditSentence("exported", { label })
    expect(["a category", "an API key", "a tax", "a branch", "an order"].map(many)).toEqual([
      "Exported categories",
      "Exported API keys",
      "Exported taxes",
      "Exported branches",
      "Exported orders",
    ])
  })

  it("uses the names that a resource defines, and those of single resources", () => {
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

describe("what a request reads", () => {
  const CUSTOMER = "cus_01KB5Z7Q8XN3M4P5R6S7T8V9WX"
  const FILE = "pfile_01KB5Z7Q8XN3M4P5R6S7T8V9WX"

  it("is one record, whichever of its parts and fields are read", () => {
    const whole = readOf(`/admin/customers/${CUSTOMER}?fields=id,email`)
    expect(readOf(`/admin/customers/${CUSTOMER}/suspension`)).toBe(whole)
    expect(readOf(`/admin/customers/${ORDER}`)).not.toBe(whole)
    expect(readOf(`/admin/orders/${CUSTOMER}`)).not.toBe(whole)
  })

  it("is another record with an id of its own, and another search", () => {
    expect(readOf(`/admin/customers/${CUSTOMER}/files/${FILE}`)).not.toBe(readOf(`/admin/customers/${CUSTOMER}`))
    expect(readOf("/admin/customers?q=a")).not.toBe(readOf("/admin/customers?q=b"))
  })
})
