import {
  answersToKeep,
  type IntakeAnswer,
  type IntakeQuestion,
  isAsked,
  purchaseFormFor,
} from "@atrium/service-provisioning/contracts"

import { type CardValues, cardErrors, EMPTY_CARD } from "./card"

/** Everything the purchase page asks, as typed. */
export type PurchaseValues = {
  customer: { full_name: string; email: string; phone: string }
  requirements: string
  intake: Record<string, IntakeAnswer>
  consent: boolean
  card: CardValues
}

/** Wrong fields by dotted path (`customer.email`, `intake.gstin`, `card.cvc`), one sentence each. */
export type FieldErrors = Record<string, string>

export const PURCHASE_STEPS = ["you", "work", "payment"] as const
export type PurchaseStep = (typeof PURCHASE_STEPS)[number]

/** Which of the three steps a field stands in. */
export const stepOfField = (path: string): PurchaseStep => {
  if (path.startsWith("customer")) return "you"
  return path === "requirements" || path.startsWith("intake") ? "work" : "payment"
}

/**
 * The questions asked with these answers, in order. A question under one that is not asked is not asked either,
 * also when an older answer to it is still there.
 */
export const askedQuestions = <Q extends IntakeQuestion>(
  questions: readonly Q[],
  answers: Readonly<Record<string, IntakeAnswer>>
): Q[] => {
  const asked = new Set<string>()
  return questions.filter((question) => {
    const under = question.show_when?.question_id
    if (!isAsked(question, answers) || (under !== undefined && !asked.has(under))) return false
    asked.add(question.id)
    return true
  })
}

/** The answers that count: given, and to questions that are asked. */
export const answersFor = (questions: readonly IntakeQuestion[], answers: Readonly<Record<string, IntakeAnswer>>) =>
  answersToKeep(askedQuestions(questions, answers), given(answers))

/** A group of radio buttons or boxes of which none is chosen reads as null or false. */
const given = (answers: Readonly<Record<string, IntakeAnswer | null | undefined>>): Record<string, IntakeAnswer> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => (answer == null || answer === false ? [] : [[id, answer]]))
  )

const fieldKey = (path: ReadonlyArray<PropertyKey>) => path.map(String).join(".")

/** What is wrong with the facts (not the card). Uses the same schema as the route the facts are sent to. */
export const factErrors = (values: Omit<PurchaseValues, "card">, questions: readonly IntakeQuestion[]): FieldErrors => {
  const parsed = purchaseFormFor(askedQuestions(questions, values.intake)).safeParse({
    customer: values.customer,
    requirements: values.requirements,
    intake: answersFor(questions, values.intake),
  })
  const errors: FieldErrors = {}
  for (const issue of parsed.error?.issues ?? []) errors[fieldKey(issue.path)] ??= issue.message
  if (!values.consent) errors.consent = "Check the box to continue"
  return errors
}

/** Everything that keeps the pay button closed; empty exactly when it is open. */
export const purchaseErrors = (
  values: PurchaseValues,
  questions: readonly IntakeQuestion[],
  now: Date,
  asksForCard = true
): FieldErrors => {
  const errors = factErrors(values, questions)
  if (!asksForCard) return errors
  for (const [field, message] of Object.entries(cardErrors(values.card, now))) errors[`card.${field}`] = message
  return errors
}

/** An empty form; lists for questions with several answers, so that their boxes collect into a list. */
export const emptyValues = (questions: readonly IntakeQuestion[]): PurchaseValues => ({
  customer: { full_name: "", email: "", phone: "" },
  requirements: "",
  intake: Object.fromEntries(
    questions
      .filter((question) => question.type !== "file")
      .map((question) => [question.id, question.type === "multi_choice" ? [] : ""])
  ),
  consent: false,
  card: EMPTY_CARD,
})

/** Where a field that the API calls wrong stands on the page: its one item's questions are ours. */
export const fieldOfApiPath = (path: string): string => path.replace(/^items\.\d+\.intake\./, "intake.")

/** What a field is called, for the summary of errors. */
export const fieldLabel = (path: string, questions: readonly IntakeQuestion[]): string => {
  const known: Record<string, string> = {
    "customer.full_name": "Full name",
    "customer.email": "Email",
    "customer.phone": "Phone",
    requirements: "What you need",
    consent: "Your agreement",
    "card.number": "Card number",
    "card.expiry": "Expiry date",
    "card.cvc": "Security code",
  }
  return known[path] ?? questions.find((question) => `intake.${question.id}` === path)?.label ?? "This purchase"
}

/** Wrong fields in the order they stand on the page; what is not a field of the page comes first. */
export const inPageOrder = (errors: FieldErrors, questions: readonly IntakeQuestion[]): [string, string][] => {
  const order = [
    "customer.full_name",
    "customer.email",
    "customer.phone",
    "requirements",
    ...questions.map((question) => `intake.${question.id}`),
    "card.number",
    "card.expiry",
    "card.cvc",
    "consent",
  ]
  return Object.entries(errors).sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
}
