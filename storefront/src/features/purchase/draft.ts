import type { IntakeAnswer } from "@atrium/service-provisioning/contracts"

import { stableJson } from "./stable-json"

/**
 * Purchase details that survive a reload, in the tab's sessionStorage. Never contains the card: `draftOf` copies each
 * field by name.
 */
export type Draft = {
  customer: { full_name: string; email: string; phone: string }
  requirements: string
  intake: Record<string, IntakeAnswer>
  consent: boolean
  quantity: number
  /** The idempotency key of the last submission and the fingerprint of its body. */
  submission: { key: string; fingerprint: string } | null
}

/** Form values a draft is created from. May contain a card, which is not copied. */
export type DraftSource = Omit<Draft, "submission" | "quantity">

export const draftOf = (values: DraftSource, quantity: number, submission: Draft["submission"]): Draft => ({
  customer: {
    full_name: values.customer.full_name,
    email: values.customer.email,
    phone: values.customer.phone,
  },
  requirements: values.requirements,
  intake: values.intake,
  consent: values.consent,
  quantity,
  submission,
})

export const draftKey = (serviceHandle: string, tierId: string) => `atrium.purchase.${serviceHandle}.${tierId}`

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  isRecord(value) && names.every((name) => typeof value[name] === "string")

const isAnswer = (value: unknown): value is IntakeAnswer =>
  ["string", "number", "boolean"].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === "string"))

/** Without zod, which the page loads only once the form is used. */
export const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  hasTexts(value.customer, ["full_name", "email", "phone"]) &&
  typeof value.requirements === "string" &&
  isRecord(value.intake) &&
  Object.values(value.intake).every(isAnswer) &&
  typeof value.consent === "boolean" &&
  Number.isInteger(value.quantity) &&
  Number(value.quantity) >= 1 &&
  (value.submission === null || hasTexts(value.submission, ["key", "fingerprint"]))

export const readDraft = (storage: Storage, serviceHandle: string, tierId: string): Draft | null => {
  try {
    const stored: unknown = JSON.parse(storage.getItem(draftKey(serviceHandle, tierId)) ?? "null")
    return isDraft(stored) ? stored : null
  } catch {
    // Not valid JSON: start with an empty form.
    return null
  }
}

export const writeDraft = (storage: Storage, serviceHandle: string, tierId: string, draft: Draft): void => {
  try {
    storage.setItem(draftKey(serviceHandle, tierId), JSON.stringify(draft))
  } catch {
    // Storage is full or disabled: the page works without drafts.
    return
  }
}

/**
 * Returns the idempotency key for a body. Submitting the same body again, after a double click, reload or decline, uses
 * the same key and therefore the same purchase. A changed body gets a new key.
 */
export const submissionFor = (
  previous: Draft["submission"],
  body: unknown,
  newKey: () => string = () => crypto.randomUUID()
): NonNullable<Draft["submission"]> => {
  const fingerprint = stableJson(body)
  return previous?.fingerprint === fingerprint ? previous : { key: newKey(), fingerprint }
}
