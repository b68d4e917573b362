import { cleanFacts, cleanText, maskEmail } from "./clean-facts"

const fingerprint = (value: string) => `f${value.length}`

describe("cleaned values", () => {
  it.each([
    "password",
    "new_password",
    "client_secret",
    "token",
    "reset_token",
    "apiKey",
    "api_key",
    "Authorization",
    "cookie",
    "otp",
    "recovery_codes",
    "webhookSecret",
    "redacted",
    "pin",
  ])("stores nothing under the key %s", (key) => {
    expect(cleanFacts({ [key]: "hunter2", deep: { [key]: ["hunter2"] } }, fingerprint)).toEqual({
      [key]: "[secret]",
      deep: { [key]: "[secret]" },
    })
  })

  it.each([
    "email",
    "customer_email",
    "phone",
    "first_name",
    "full_name",
    "address_1",
    "postal_code",
    "requirements",
    "intake",
  ])("stores a mask under the key %s", (key) => {
    expect(JSON.stringify(cleanFacts({ [key]: "Zoë Ravi 12345" }, fingerprint))).not.toContain("Ravi")
  })

  it("stores ordinary values unchanged", () => {
    const facts = { title: "GST return", status: "draft", amount: 4999, rank: null, tags: ["a"], option_id: "opt_1" }
    expect(cleanFacts(facts, fingerprint)).toEqual(facts)
  })

  it("shows whether a masked value changed", () => {
    expect(maskEmail("Ravi@Example.com", fingerprint)).toBe("R…@example.com #f16")
    expect(maskEmail("ravi@example.com", (value) => value)).toBe(maskEmail("ravi@Example.com", (value) => value))
  })

  it("removes credentials and addresses inside a text", () => {
    expect(cleanText("Basic c2s6 sk_live_1234567890 mail zoe@x.test or +919876543210", fingerprint)).toBe(
      "[secret] [secret] mail z…@x.test #f10 or [phone #f13]"
    )
  })

  it("stores only the end of an id that works as a credential", () => {
    expect(cleanText("/admin/carts/cart_01KB5Z7Q8XN3M4P5R6S7T8V9WX", fingerprint)).toBe("/admin/carts/cart_[…V9WX]")
  })

  it("limits the stored size", () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, "y".repeat(400)]))
    expect(JSON.stringify(cleanFacts(wide, fingerprint)).length).toBeLessThan(100)
    expect(
      cleanFacts(
        Array.from({ length: 60 }, () => 1),
        fingerprint
      )
    ).toHaveLength(51)
  })

  it("stores a placeholder for values that cannot be serialized", () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(cleanFacts(loop, fingerprint)).toBe("[unreadable]")
    expect(cleanFacts(undefined, fingerprint)).toBeNull()
  })
})
