import type { IntakeAnswer, IntakeQuestion } from "@atrium/service-provisioning/contracts"

import type { SavedValues } from "@/features/checkout-draft/save-changes"

import { emptyValues, type PurchaseValues } from "./form"

const textsOf = (answer: IntakeAnswer | null | undefined | false): string[] => {
  if (Array.isArray(answer)) return answer
  return answer === null || answer === undefined || answer === false || answer === "" ? [] : [String(answer)]
}

/** What is saved of the purchase form, by field. Each field is named, so that the card and consent can't be among them. */
export const toDraftFields = ({ customer, requirements, intake }: PurchaseValues): Record<string, string[]> => ({
  "customer.full_name": textsOf(customer.full_name),
  "customer.email": textsOf(customer.email),
  "customer.phone": textsOf(customer.phone),
  requirements: textsOf(requirements),
  ...Object.fromEntries(Object.entries(intake).map(([id, answer]) => [`intake.${id}`, textsOf(answer)])),
})

/** Returns the names of the fields that differ. */
export const changedFields = (before: SavedValues, now: SavedValues): string[] =>
  Object.keys(now).filter((name) => JSON.stringify(before[name] ?? []) !== JSON.stringify(now[name]))

/** Returns the form as it was saved: the saved fields, else the account's details, else empty ones. */
export const initialValues = (
  questions: readonly IntakeQuestion[],
  customer: PurchaseValues["customer"] | undefined,
  saved: SavedValues
): PurchaseValues => {
  const empty = emptyValues(questions)
  const text = (name: string, initial = ""): string => saved[name]?.[0] ?? initial
  return {
    ...empty,
    customer: {
      full_name: text("customer.full_name", customer?.full_name),
      email: text("customer.email", customer?.email),
      phone: text("customer.phone", customer?.phone),
    },
    requirements: text("requirements"),
    intake: Object.fromEntries(
      Object.entries(empty.intake).map(([id, initial]) => [
        id,
        Array.isArray(initial) ? [...(saved[`intake.${id}`] ?? [])] : text(`intake.${id}`),
      ])
    ),
  }
}

/** What was saved, with the files that were sent: those are kept as soon as they are sent, before they are saved here. */
export const withFiles = (
  saved: SavedValues,
  questions: readonly IntakeQuestion[],
  files: readonly { readonly id: string; readonly question_id: string }[]
): SavedValues => ({
  ...saved,
  ...Object.fromEntries(
    questions.flatMap(({ id, type }) =>
      type === "file"
        ? [[`intake.${id}`, files.flatMap((file) => (file.question_id === id ? [file.id] : []))] as const]
        : []
    )
  ),
})
