import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findDraft, takeAbandoned } from "../data/checkout-drafts"
import { deleteFinishedDrafts, hasOrderedSince } from "../data/core/draft-carts"
import { ABANDONED_AFTER_HOURS, remindWork } from "../domain/checkout-draft"
import { checkoutReminderMail } from "../mail/checkout-reminder"
import { findResumable, resumeUrl } from "./resume-checkout"

const BATCH = 200

/**
 * Deletes the drafts of checkouts that were paid, and schedules the reminder of those that were abandoned and whose shopper
 * agreed to it. The key of the work is the cart's, so that there is one reminder per cart, whatever happens to its draft.
 */
export const tidyCheckoutDrafts = async (container: MedusaContainer): Promise<void> => {
  const knex = knexOf(container)
  while ((await deleteFinishedDrafts(knex, BATCH)) === BATCH);
  const before = new Date(clock.now().getTime() - ABANDONED_AFTER_HOURS * 3_600_000)
  for (let taken = BATCH; taken === BATCH;)
    taken = await knex.transaction(async (trx) => {
      const drafts = await takeAbandoned(trx, { before, most: BATCH })
      await enqueueWork(trx, drafts.map(remindWork))
      return drafts.length
    })
}

/**
 * Emails the shopper of an abandoned checkout a link to continue, unless it was paid, deleted or the consent was taken back
 * meanwhile, or they bought something else.
 */
export const remindOfCheckout = async (container: MedusaContainer, draftId: string): Promise<void> => {
  const knex = knexOf(container)
  const draft = await findDraft(knex, { id: draftId })
  if (!draft?.remind || !draft.email || !(await findResumable(container, draft))) return
  const person = { email: draft.email, customerId: draft.customer_id, since: draft.created_at }
  if (await hasOrderedSince(knex, person)) return
  await requestMail(knex, [
    checkoutReminderMail({ email: draft.email, url: resumeUrl(draft.id), key: draft.cart_id ?? draft.id }),
  ])
}
