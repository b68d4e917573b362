import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { cartSecret, env, failureCounter, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ResumedCheckout } from "../contracts/checkout-drafts"
import { provisioningErrors } from "../contracts/errors"
import { type DraftRow, findDraft, noteDraftEmail } from "../data/checkout-drafts"
import { openCartToResume } from "../data/core/draft-carts"
import { findPurchase } from "../data/purchases"
import { draftExpiry, draftToken, openResumeToken, resumeToken } from "../domain/checkout-draft"
import { resumeLinkMail } from "../mail/resume-link"
import { type DraftAccess, requireDraft } from "./checkout-drafts"

/** Each request sends an email to an address that nobody has proved. */
const linksToAddress = failureCounter("resume-link", { most: 5, seconds: 24 * 3_600 })

/** The page that opens a draft on another device. The token is in the fragment, which browsers don't send. */
export const resumeUrl = (draftId: string): string => {
  const token = resumeToken(env().COOKIE_SECRET, { draftId, expiresAt: draftExpiry(clock.now()) })
  return `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/resume#${new URLSearchParams({ token }).toString()}`
}

/**
 * Emails a link that opens a draft on another device. The response is the same for every address, also when it has got too
 * many links today.
 * @throws not_found for a draft that the caller may not open
 */
export const emailDraftLink = async (
  container: MedusaContainer,
  access: DraftAccess,
  email: string
): Promise<{ status: "email_sent" }> => {
  const draft = await requireDraft(container, access)
  const status = "email_sent" as const
  if (await linksToAddress.isUsedUp(email)) return { status }
  await linksToAddress.add(email)
  await knexOf(container).transaction(async (trx) => {
    await noteDraftEmail(trx, draft.id, email)
    await requestMail(trx, [
      resumeLinkMail({ email, url: resumeUrl(draft.id), request: randomBytes(16).toString("hex") }),
    ])
  })
  return { status }
}

/** Whether a draft can still be continued, and by whom. Undefined once it is paid or its cart is gone. */
export const findResumable = async (
  container: MedusaContainer,
  draft: DraftRow
): Promise<ResumedCheckout | undefined> => {
  const knex = knexOf(container)
  const secret = env().COOKIE_SECRET
  if (draft.cart_id !== null) {
    const cart = await openCartToResume(knex, draft.cart_id)
    if (!cart) return undefined
    return {
      kind: "cart",
      cart_id: cart.id,
      cart_token: cart.of_account ? null : cartSecret(secret, cart.id),
      sign_in: cart.of_account,
    }
  }
  const purchase = draft.purchase_id === null ? undefined : await findPurchase(knex, draft.purchase_id)
  if (!draft.plan || purchase?.order_id) return undefined
  return {
    kind: "plan",
    draft_id: draft.id,
    draft_token: draftToken(secret, draft.id),
    plan: draft.plan,
    sign_in: draft.customer_id !== null,
  }
}

/**
 * What an emailed link opens. It can be opened any number of times, until what it is for is paid or expires: email programs
 * open links too, and nothing changes by it.
 * @throws resume_link_invalid
 */
export const resumeCheckout = async (container: MedusaContainer, token: string): Promise<ResumedCheckout> => {
  const draftId = openResumeToken(env().COOKIE_SECRET, token, clock.now())
  const draft = draftId === undefined ? undefined : await findDraft(knexOf(container), { id: draftId })
  const resumed = draft && (await findResumable(container, draft))
  if (!resumed) throw provisioningErrors.fail("resume_link_invalid")
  return resumed
}
