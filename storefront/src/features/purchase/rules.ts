// The rules of the form, with the schemas they come from. `use-rules.ts` loads this file once the form is used.
import { Card, isExpired } from "@atrium/payments/contracts"
import { type IntakeQuestion, purchaseFormFor } from "@atrium/service-provisioning/contracts"

import { type CardValues, parseExpiry } from "./card"
import { answersFor, askedQuestions, type FieldErrors, type PurchaseValues } from "./form"

const expiryError = (input: string, now: Date): string | undefined => {
  if (!input.trim()) return "Enter the expiry date"
  const expiry = parseExpiry(input)
  if (!expiry) return "Enter the expiry date as month and year, for example 08 / 29"
  return isExpired(expiry.month, expiry.year, now) ? "This card has expired. Use another card" : undefined
}

const firstMessage = (result: { error?: { issues: readonly { message: string }[] } }): string | undefined =>
  result.error?.issues[0]?.message

/** Returns one message per invalid card field; empty when the card is valid. */
export const cardErrors = (card: CardValues, now: Date): Partial<Record<keyof CardValues, string>> => {
  const errors = {
    number: firstMessage(Card.shape.number.safeParse(card.number)),
    expiry: expiryError(card.expiry, now),
    cvc: firstMessage(Card.shape.cvc.safeParse(card.cvc)),
  }
  return {
    ...(errors.number && { number: errors.number }),
    ...(errors.expiry && { expiry: errors.expiry }),
    ...(errors.cvc && { cvc: errors.cvc }),
  }
}

const fieldKey = (path: ReadonlyArray<PropertyKey>) => path.map(String).join(".")

/** Returns the errors of all fields except the card. Uses the schema of the route that receives them. */
export const detailErrors = (
  values: Omit<PurchaseValues, "card">,
  questions: readonly IntakeQuestion[]
): FieldErrors => {
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

/** Returns the errors of all fields. The form can be submitted exactly when there are none. */
export const purchaseErrors = (
  values: PurchaseValues,
  questions: readonly IntakeQuestion[],
  now: Date,
  needsCard = true
): FieldErrors => {
  const errors = detailErrors(values, questions)
  if (!needsCard) return errors
  for (const [field, message] of Object.entries(cardErrors(values.card, now))) errors[`card.${field}`] = message
  return errors
}
