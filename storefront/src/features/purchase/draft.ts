import { IntakeAnswers } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { stableJson } from "./stable-json"

/**
 * What survives a reload of the purchase page: kept in this tab's sessionStorage, gone when the tab closes. The card
 * is not part of it and cannot get in: `draftOf` picks what is kept, name by name.
 */
const Draft = z.object({
  customer: z.object({ full_name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  intake: IntakeAnswers,
  consent: z.boolean(),
  quantity: z.number().int().min(1).max(100),
  /** The key sent with the last body, and that body's print: same body, same key; other body, new key. */
  submission: z.object({ key: z.string(), print: z.string() }).nullable(),
})
export type Draft = z.infer<typeof Draft>

/** What a draft is made from; may carry a card, which is left behind. */
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

const slot = (serviceHandle: string, tierId: string) => `atrium.purchase.${serviceHandle}.${tierId}`

export const readDraft = (storage: Storage, serviceHandle: string, tierId: string): Draft | null => {
  try {
    const parsed = Draft.safeParse(JSON.parse(storage.getItem(slot(serviceHandle, tierId)) ?? "null"))
    return parsed.success ? parsed.data : null
  } catch {
    // A draft written by an older page, or by hand: begin with an empty form.
    return null
  }
}

export const writeDraft = (storage: Storage, serviceHandle: string, tierId: string, draft: Draft): void => {
  try {
    storage.setItem(slot(serviceHandle, tierId), JSON.stringify(draft))
  } catch {
    // Storage full or forbidden: the page works on without keeping progress.
    return
  }
}

/** Forgets every draft of this tab: after a purchase, and at sign-out. */
export const clearDrafts = (storage: Storage): void => {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) if (key?.startsWith("atrium.purchase.")) storage.removeItem(key)
}

/**
 * The idempotency key for a body. Pressing twice, reloading or trying again after a decline sends the same key and
 * finds the same purchase; a changed body gets a new key, because the old one answers for the old body.
 */
export const submissionFor = (
  previous: Draft["submission"],
  body: unknown,
  newKey: () => string = () => crypto.randomUUID()
): NonNullable<Draft["submission"]> => {
  const print = stableJson(body)
  return previous?.print === print ? previous : { key: newKey(), print }
}
