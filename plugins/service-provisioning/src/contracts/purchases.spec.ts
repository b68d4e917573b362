import fc from "fast-check"

import type { IntakeAnswer, IntakeQuestion } from "./intake"
import { intakeErrors, isAsked, missingAnswers } from "./intake"
import {
  BeginServicePurchase,
  consentedTo,
  PurchaseCustomer,
  purchaseFormFor,
  SubmittedServicePurchase,
} from "./purchases"

const wrongFields = (form: ReturnType<typeof purchaseFormFor>, value: unknown): string[] => {
  const checked = form.safeParse(value)
  return checked.success
    ? []
    : [...new Set(checked.error.issues.map((issue) => issue.path.map(String).join(".")))].sort()
}

const label = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const goodEmail = fc
  .tuple(label, label, fc.constantFrom("com", "co.in", "test"))
  .map(([a, b, end]) => `${a}@${b}.${end}`)
const badEmail = fc.oneof(
  label,
  label.map((name) => `${name}@`),
  label.map((name) => `@${name}.com`),
  label.map((name) => `${name}@${name}`),
  fc.tuple(label, label).map(([a, b]) => `${a} ${b}@example.com`)
)
const goodPhone = fc.stringMatching(/^\+[1-9][0-9]{7,13}$/)
const badPhone = fc.oneof(
  fc.stringMatching(/^[0-9]{5,12}$/),
  fc.stringMatching(/^\+0[0-9]{8}$/),
  fc.stringMatching(/^\+[a-z]{8}$/)
)
const goodName = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,40}[A-Za-z]$/)
const blank = fc.stringMatching(/^ {0,5}$/)
const mixed = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) =>
  fc.oneof(
    good.map((value) => ({ value, valid: true })),
    bad.map((value) => ({ value, valid: false }))
  )

const QUESTIONS: IntakeQuestion[] = [
  { id: "company", label: "Company", type: "text", required: true },
  { id: "kind", label: "Kind", type: "choice", required: true, options: ["new", "old"] },
  {
    id: "old-name",
    label: "Old name",
    type: "text",
    required: true,
    show_when: { question_id: "kind", equals: "old" },
  },
  { id: "day", label: "Day", type: "date", required: false },
  { id: "count", label: "Count", type: "number", required: true },
  {
    id: "scan",
    label: "Scan",
    type: "file",
    required: true,
    file: { kinds: ["pdf"], max_bytes: 1_000_000, max_files: 2 },
  },
]
const FILE = "pfile_abcdefghijklmnopqrstuvwxyz0"
const GOOD_ANSWERS: Record<string, IntakeAnswer> = { company: "Acme", kind: "new", count: 3, scan: [FILE] }

describe("the purchase form", () => {
  it("distinguishes valid from invalid by the kind of field [P6 R3.2]", () => {
    fc.assert(
      fc.property(
        mixed(goodName, blank),
        mixed(goodEmail, badEmail),
        mixed(goodPhone, badPhone),
        (name, email, phone) => {
          const checked = PurchaseCustomer.safeParse({ full_name: name.value, email: email.value, phone: phone.value })
          const wrong = checked.success ? [] : checked.error.issues.map((issue) => issue.path[0])
          expect(wrong.includes("full_name")).toBe(!name.valid)
          expect(wrong.includes("email")).toBe(!email.valid)
          expect(wrong.includes("phone")).toBe(!phone.valid)
        }
      ),
      { numRuns: 300 }
    )
  })

  it("has a sentence for every required field that is missing, all at once [P7 R3.3]", () => {
    const form = purchaseFormFor(QUESTIONS)
    const whole = {
      customer: { full_name: "Ravi Kumar", email: "ravi@example.com", phone: "+919876543210" },
      requirements: "Please call",
      intake: GOOD_ANSWERS,
    }
    const paths = [
      "customer.full_name",
      "customer.email",
      "customer.phone",
      "requirements",
      "intake.company",
      "intake.kind",
      "intake.count",
    ]
    fc.assert(
      fc.property(fc.subarray(paths), fc.boolean(), (missing, emptied) => {
        const given = structuredClone<{
          customer: Record<string, unknown>
          requirements?: unknown
          intake: Record<string, unknown>
        }>(whole)
        for (const path of missing) {
          const [group = "", field = ""] = path.split(".")
          const holder = group === "customer" ? given.customer : group === "intake" ? given.intake : given
          const key = field || group
          if (emptied) Object.assign(holder, { [key]: "" })
          else Reflect.deleteProperty(holder, key)
        }
        const checked = form.safeParse(given)
        expect(wrongFields(form, given)).toEqual([...missing].sort())
        if (!checked.success) for (const issue of checked.error.issues) expect(issue.message.length).toBeGreaterThan(5)
      }),
      { numRuns: 200 }
    )
  })

  it("asks only visible questions", () => {
    expect(intakeErrors(QUESTIONS, GOOD_ANSWERS)).toEqual({})
    expect(intakeErrors(QUESTIONS, { ...GOOD_ANSWERS, kind: "old" })).toEqual({ "old-name": "Answer this question" })
    expect(missingAnswers(QUESTIONS, GOOD_ANSWERS)).toEqual([])
    expect(
      isAsked({ ...QUESTIONS[2]!, show_when: { question_id: "kind", equals: "old" } }, { kind: ["new", "old"] })
    ).toBe(true)
  })

  it.each([
    [undefined, "Choose a file"],
    [[], "Choose a file"],
    ["passport.pdf", "Choose a file"],
    [["../../etc/passwd"], "Choose a file"],
    [[FILE, FILE, FILE], "Send at most 2 files"],
  ])("refuses %j as files", (scan, sentence) => {
    const { scan: _file, ...others } = GOOD_ANSWERS
    expect(intakeErrors(QUESTIONS, scan === undefined ? others : { ...others, scan })).toEqual({ scan: sentence })
  })

  it("refuses answers of the wrong type and to unknown questions", () => {
    const errors = intakeErrors(QUESTIONS, {
      company: ["x"],
      kind: "other",
      count: "many",
      day: "2026-02-30",
      scan: [FILE],
      nope: "x",
    })
    expect(Object.keys(errors).sort()).toEqual(["company", "count", "day", "kind", "nope"])
  })
})

describe("the body of a purchase", () => {
  it("is never refused by the submitted schema, which collects its errors", () => {
    fc.assert(
      fc.property(fc.anything(), (sent) => {
        const submitted = SubmittedServicePurchase.parse(sent)
        expect(submitted.checked.success).toBe(BeginServicePurchase.safeParse(sent).success)
      })
    )
  })

  it("is documented with its fields", () => {
    const { properties } = SubmittedServicePurchase.meta() ?? {}
    expect(Object.keys(properties as object).sort()).toEqual(Object.keys(BeginServicePurchase.shape).sort())
  })

  it("takes a missing answer about consent as no", () => {
    expect(consentedTo(undefined, "analytics")).toBe(false)
    expect(consentedTo({ marketing: true }, "analytics")).toBe(false)
    expect(consentedTo({ analytics: true }, "analytics")).toBe(true)
    expect(consentedTo(true, "analytics")).toBe(true)
  })
})
