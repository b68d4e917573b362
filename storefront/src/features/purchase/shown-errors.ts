import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { type FieldErrors as FormErrors, get } from "react-hook-form"

import { fieldLabel, inPageOrder, type PurchaseValues } from "./form"

/** Returns the error message of a field, if any. */
export const shownError = (errors: FormErrors<PurchaseValues>, path: string): string | undefined => {
  const error: unknown = get(errors, path)
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : undefined
  return typeof message === "string" ? message : undefined
}

const FIELDS = [
  "customer.full_name",
  "customer.email",
  "customer.phone",
  "requirements",
  "card.number",
  "card.expiry",
  "card.cvc",
  "consent",
]

/** Returns all errors shown on the page, in page order, for the summary. */
export const shownErrors = (
  errors: FormErrors<PurchaseValues>,
  questions: readonly IntakeQuestion[]
): { path: string; label: string; message: string }[] => {
  const shown = [...FIELDS, ...questions.map(({ id }) => `intake.${id}`)].flatMap((path) => {
    const message = shownError(errors, path)
    return message ? [[path, message] as const] : []
  })
  return inPageOrder(Object.fromEntries(shown), questions).map(([path, message]) => ({
    path,
    message,
    label: fieldLabel(path, questions),
  }))
}
