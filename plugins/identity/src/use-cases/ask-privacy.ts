import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { errors, type PrivacyKind } from "../contracts"
import { emailOfCustomer } from "../data/core/person"
import { sendConfirmationWork } from "../domain/privacy-work"
import { readPerson, readUnsettled } from "./find-person"

/** Sentences as an error's details: one entry each. */
export const blockedBy = (sentences: readonly string[]): Record<string, string> =>
  Object.fromEntries(sentences.map((sentence, index) => [`open.${index}`, sentence]))

/** Emails the link to the address that someone entered, if it is known. Everything that depends on that is done by a worker. */
export const askAsGuest = async (
  container: MedusaContainer,
  { kind, email }: { kind: PrivacyKind; email: string }
): Promise<void> => {
  await enqueueWork(knexOf(container), [sendConfirmationWork({ kind, email, customer_id: null })])
}

/**
 * Emails the link to a signed-in customer.
 * @throws erasure_blocked while something of theirs is open
 */
export const askAsCustomer = async (
  container: MedusaContainer,
  { kind, customerId }: { kind: PrivacyKind; customerId: string }
): Promise<void> => {
  const email = await emailOfCustomer(knexOf(container), customerId)
  if (!email) throw commonErrors.fail("unauthorized")
  if (kind === "erase") {
    const open = await readUnsettled(container, await readPerson(container, email))
    if (open.length > 0) throw errors.fail("erasure_blocked", { details: blockedBy(open) })
  }
  await enqueueWork(knexOf(container), [sendConfirmationWork({ kind, email, customer_id: customerId })])
}
