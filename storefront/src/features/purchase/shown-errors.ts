import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { type FieldErrors as FormErrors, get } from "react-hook-form"

import { fieldLabel, inPageOrder, type PurchaseValues } from "./form"

/** The sentence shown beside a field, if any. */
export const shownError = (errors: FormErrors<PurchaseValues>, path: string): string | undefined => {
  const found: unknown = get(errors, path)
  const message = typeof found === "object" && found !== null && "message" in found ? found.message : undefined
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

/** Every error shown on the page, in its order, for the summary at the top. */
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
