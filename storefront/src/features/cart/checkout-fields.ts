import {
  type IntakeAnswer,
  type IntakeQuestion,
  PurchaseCustomer,
  purchaseFormFor,
  RequirementsText,
} from "@atrium/service-provisioning/contracts"

import { fileIds } from "@/features/files/file-facts"
import { answersFor, askedQuestions, type FieldErrors } from "@/features/purchase/form"

import { answerField } from "./answer-field"

/** A line of the cart as the form needs it. `questions` is undefined for goods. */
export type FormLine = { id: string; questions?: readonly IntakeQuestion[] | undefined }

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value.trim() : ""
}

const answersOf = (form: FormData, line: FormLine): Record<string, IntakeAnswer> =>
  Object.fromEntries(
    (line.questions ?? []).map(({ id, type }): [string, IntakeAnswer] => {
      const name = answerField(line.id, id)
      if (type === "file") return [id, fileIds(form, name)]
      return [
        id,
        type === "multi_choice"
          ? form.getAll(name).filter((value): value is string => typeof value === "string")
          : text(form, name),
      ]
    })
  )

const ADDRESS_FIELDS = {
  address_1: "Enter the street and house number",
  city: "Enter the city",
  country_code: "Choose a country",
} as const

/**
 * Reads the checkout form, with the schemas of the routes that receive it. Returns the errors of all fields at once; the
 * form can be sent exactly when there are none.
 */
export const readCheckout = (form: FormData, lines: readonly FormLine[], needsAddress: boolean) => {
  const errors: FieldErrors = {}
  const customer = {
    full_name: text(form, "customer.full_name"),
    email: text(form, "customer.email"),
    phone: text(form, "customer.phone"),
  }
  for (const { path, message } of PurchaseCustomer.safeParse(customer).error?.issues ?? [])
    errors[["customer", ...path].join(".")] ??= message
  const services = lines.filter(({ questions }) => questions !== undefined)
  const requirements = text(form, "requirements")
  if (services.length > 0) {
    const parsed = RequirementsText.safeParse(requirements)
    if (!parsed.success) errors.requirements = parsed.error.issues[0]?.message ?? ""
  }
  const items = services.map((line) => {
    const questions = line.questions ?? []
    const given = answersOf(form, line)
    const intake = answersFor(questions, given)
    const checked = purchaseFormFor(askedQuestions(questions, given)).shape.intake.safeParse(intake)
    for (const { path, message } of checked.error?.issues ?? [])
      errors[answerField(line.id, path.join("."))] ??= message
    return { line_item_id: line.id, intake }
  })
  const address = {
    address_1: text(form, "address_1"),
    address_2: text(form, "address_2"),
    postal_code: text(form, "postal_code"),
    city: text(form, "city"),
    province: text(form, "province"),
    country_code: text(form, "country_code"),
  }
  const optionId = text(form, "shipping_option_id")
  if (needsAddress) {
    for (const [field, message] of Object.entries(ADDRESS_FIELDS))
      if (!address[field as keyof typeof ADDRESS_FIELDS]) errors[field] = message
    if (!optionId) errors.shipping_option_id = "Choose how we send it"
  }
  if (form.get("consent") !== "yes") errors.consent = "Check the box to continue"
  return { errors, customer, requirements, items, address, optionId }
}
