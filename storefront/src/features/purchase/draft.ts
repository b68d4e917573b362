import { IntakeAnswers } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { stableJson } from "./stable-json"

/**
 * Purchase details that survive a reload, in the tab's sessionStorage. Never contains the card: `draftOf` copies each
 * field by name.
 */
const Draft = z.object({
  customer: z.object({ full_name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  intake: IntakeAnswers,
  consent: z.boolean(),
  quantity: z.number().int().min(1).max(100),
  /** The idempotency key of the last submission and the fingerprint of its body. */
  submission: z.object({ key: z.string(), fingerprint: z.string() }).nullable(),
})
export type Draft = z.infer<typeof Draft>

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

const storageKey = (serviceHandle: string, tierId: string) => `atrium.purchase.${serviceHandle}.${tierId}`

export const readDraft = (storage: Storage, serviceHandle: string, tierId: string): Draft | null => {
  try {
    const parsed = Draft.safeParse(JSON.parse(storage.getItem(storageKey(serviceHandle, tierId)) ?? "null"))
    return parsed.success ? parsed.data : null
  } catch {
    // Not valid JSON: start with an empty form.
    return null
  }
}

export const writeDraft = (storage: Storage, serviceHandle: string, tierId: string, draft: Draft): void => {
  try {
    storage.setItem(storageKey(serviceHandle, tierId), JSON.stringify(draft))
  } catch {
    // Storage is full or disabled: the page works without drafts.
    return
  }
}

/** Deletes all drafts in this tab. Called after a purchase and on sign-out. */
export const clearDrafts = (storage: Storage): void => {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) if (key?.startsWith("atrium.purchase.")) storage.removeItem(key)
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
