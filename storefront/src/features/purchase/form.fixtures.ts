import type { PaymentGatewayOut } from "@atrium/payments/contracts"
import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"

import type { PurchaseValues } from "./form"

/** A region's gateways, of which none is the default and all respond. */
export const gatewaysUp = (providerIds: readonly string[]): PaymentGatewayOut[] =>
  providerIds.map((provider_id) => ({ provider_id, is_default: false, is_down: false }))

/** Generators for tests of the purchase form. */
export const NOW = new Date("2026-11-21T09:00:00Z")

/** Every question type, required and optional, including two that depend on earlier answers. */
export const QUESTIONS = [
  { id: "structure", label: "How do you trade?", type: "choice", required: true, options: ["Individual", "Company"] },
  {
    id: "gstin",
    label: "Your GST number",
    type: "text",
    required: true,
    show_when: { question_id: "structure", equals: "Company" },
  },
  {
    id: "filed_on",
    label: "When did you apply?",
    type: "date",
    required: false,
    show_when: { question_id: "gstin", equals: "pending" },
  },
  { id: "turnover", label: "Turnover last year", type: "number", required: false },
  { id: "months", label: "Which months?", type: "multi_choice", required: false, options: ["April", "May", "June"] },
  { id: "history", label: "What happened so far?", type: "long_text", required: false },
  { id: "papers", label: "Last return", type: "file", required: true },
] as const satisfies readonly IntakeQuestion[]

const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789"), minLength: min, maxLength: max })

export const validEmail = fc
  .tuple(letters(1, 20), fc.option(letters(1, 10)), letters(1, 20), fc.constantFrom("com", "in", "co.uk", "test"))
  .map(([name, tag, domain, top]) => `${name}${tag ? `+${tag}` : ""}@${domain}.${top}`)

export const invalidEmail = fc.oneof(
  fc.constantFrom("", " ", "@", "a@", "@b.com", "a b@c.com", "a@b", "a@b..com", "a@@b.com", "a@-b.com", "a,b@c.com"),
  letters(1, 30),
  validEmail.map((email) => email.replace("@", " at ")),
  validEmail.map((email) => `${email}\u0000`)
)

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max })

export const validPhone = fc
  .tuple(fc.integer({ min: 1, max: 9 }), digits(6, 14), fc.constantFrom("", " ", "-"))
  .map(([first, rest, gap]) => `+${first}${gap}${rest.slice(0, 3)}${gap}${rest.slice(3)}`)

export const invalidPhone = fc.oneof(
  fc.constantFrom("", "98765 43210", "+0 123 456 789", "+91 98x65 43210", "0091 98765 43210", "+1"),
  digits(1, 15),
  digits(16, 25).map((long) => `+1${long}`)
)

const line = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 60 }).filter((text) => text.trim().length > 0)

/** Without the characters of web addresses, which a name may not contain. */
const fullName = line.map((text) => text.replace(/[.:/]/g, "-"))

const FILE_ID = "pfile_abcdefghijklmnopqrstuvwxyz0"

const CARDS = ["4242 4242 4242 4242", "4000000000000002", "5555555555554444", "378282246310005"] as const

const intake: fc.Arbitrary<PurchaseValues["intake"]> = fc
  .record({
    company: fc.boolean(),
    gstin: line,
    turnover: fc.oneof(fc.constant(""), fc.integer({ min: 0, max: 10_000_000 }).map(String)),
    months: fc.subarray(["April", "May", "June"]),
    history: fc.oneof(fc.constant(""), line),
  })
  .map(({ company, gstin, turnover, months, history }) => ({
    structure: company ? "Company" : "Individual",
    gstin: company ? gstin : "",
    filed_on: "",
    turnover,
    months,
    history,
    papers: [FILE_ID],
  }))

/** Any valid form. */
export const validValues: fc.Arbitrary<PurchaseValues> = fc.record({
  customer: fc.record({ full_name: fullName, email: validEmail, phone: validPhone }),
  requirements: line,
  intake,
  consent: fc.constant(true),
  card: fc.record({
    number: fc.constantFrom(...CARDS),
    expiry: fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 27, max: 49 }))
      .map(([month, year]) => `${String(month).padStart(2, "0")} / ${year}`),
    cvc: digits(3, 4),
  }),
})

/** A tab's storage. */
export class MemoryStorage implements Storage {
  readonly items = new Map<string, string>()
  get length() {
    return this.items.size
  }
  clear() {
    this.items.clear()
  }
  getItem(key: string) {
    return this.items.get(key) ?? null
  }
  key(index: number) {
    return [...this.items.keys()][index] ?? null
  }
  removeItem(key: string) {
    this.items.delete(key)
  }
  setItem(key: string, value: string) {
    this.items.set(key, value)
  }
}
