import type { IntakeAnswer } from "@atrium/service-provisioning/contracts"
import { answersToKeep, type IntakeQuestion, isAsked } from "@atrium/service-provisioning/contracts/asked-questions"

import { type CardValues, EMPTY_CARD } from "./card"

/** The values of the purchase form. */
export type PurchaseValues = {
  customer: { full_name: string; email: string; phone: string }
  requirements: string
  intake: Record<string, IntakeAnswer>
  consent: boolean
  card: CardValues
}

/** Error messages of invalid fields, by dotted path (`customer.email`, `intake.gstin`, `card.cvc`). */
export type FieldErrors = Record<string, string>

export const PURCHASE_STEPS = ["customer", "work", "payment"] as const
export type PurchaseStep = (typeof PURCHASE_STEPS)[number]

/** Returns the step a field belongs to. */
export const stepOfField = (path: string): PurchaseStep => {
  if (path.startsWith("customer")) return "customer"
  return path === "requirements" || path.startsWith("intake") ? "work" : "payment"
}

/**
 * Returns the questions to ask given these answers. A question that depends on one that isn't asked isn't asked either,
 * even if an earlier answer to it remains.
 */
export const askedQuestions = <Q extends IntakeQuestion>(
  questions: readonly Q[],
  answers: Readonly<Record<string, IntakeAnswer>>
): Q[] => {
  const asked = new Set<string>()
  return questions.filter((question) => {
    const parent = question.show_when?.question_id
    if (!isAsked(question, answers) || (parent !== undefined && !asked.has(parent))) return false
    asked.add(question.id)
    return true
  })
}

/** Returns the answers to submit: only those that are given and belong to questions that are asked. */
export const answersFor = (questions: readonly IntakeQuestion[], answers: Readonly<Record<string, IntakeAnswer>>) =>
  answersToKeep(askedQuestions(questions, answers), withoutEmpty(answers))

/** Drops null and false, which groups of radio buttons or checkboxes have when nothing is selected. */
const withoutEmpty = (
  answers: Readonly<Record<string, IntakeAnswer | null | undefined>>
): Record<string, IntakeAnswer> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => (answer == null || answer === false ? [] : [[id, answer]]))
  )

/** Returns an empty form. Questions with several answers start as arrays, so that checkboxes and files collect into one. */
export const emptyValues = (questions: readonly IntakeQuestion[]): PurchaseValues => ({
  customer: { full_name: "", email: "", phone: "" },
  requirements: "",
  intake: Object.fromEntries(
    questions.map(({ id, type }) => [id, type === "multi_choice" || type === "file" ? [] : ""])
  ),
  consent: false,
  card: EMPTY_CARD,
})

/** Maps an API field path to the page's field. The page has one item, so the item's index is dropped. */
export const fieldOfApiPath = (path: string): string => path.replace(/^items\.\d+\.intake\./, "intake.")

/** Returns a field's label for the error summary. */
export const fieldLabel = (path: string, questions: readonly IntakeQuestion[]): string => {
  const labels: Record<string, string> = {
    "customer.full_name": "Full name",
    "customer.email": "Email",
    "customer.phone": "Phone",
    requirements: "What you need",
    consent: "Your agreement",
    "card.number": "Card number",
    "card.expiry": "Expiry date",
    "card.cvc": "Security code",
  }
  return labels[path] ?? questions.find((question) => `intake.${question.id}` === path)?.label ?? "This purchase"
}

/** Sorts errors in page order. Errors that belong to no field come first. */
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
