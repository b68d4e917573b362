import { provenAccountOf } from "@atrium/identity/use-cases"
import { clock, commonErrors } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { correctReference } from "@atrium/reference-tracking/contracts"
import { failureCounter, knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { provisioningErrors } from "../contracts/errors"
import { buyerOfOrder } from "../data/core/guest-orders"
import { contactsOfOrders } from "../data/core/order-contact"
import { recordPurchaseClaim, referencesOfOrder, requestByReference, spendPurchaseClaim } from "../data/purchase-claims"
import { CLAIM_LINK_HOURS, claimHashOf, claimLinkWork, newClaimToken } from "../domain/purchase-claim"
import { buyerOf } from "../domain/request-facts"
import { purchaseClaimMail } from "../mail/purchase-claim"
import { claimGuestOrders, claimOrder } from "./claim-guest-orders"

/** Each request can send an email to someone else's address. */
const requests = failureCounter("purchase-claim", { most: 20, seconds: 24 * 3_600 })

type Claimed = { status: "claimed"; reference_numbers: string[] }

const claimedAs = async (container: MedusaContainer, orderId: string): Promise<Claimed> => ({
  status: "claimed",
  reference_numbers: await referencesOfOrder(knexOf(container), orderId),
})

/**
 * Adds a guest's purchase to the account, or emails a link to the purchase's address when it is not the account's. A purchase
 * with the account's own address brings along every other of that address.
 * @throws not_found for an unknown reference number, too_many_requests
 */
export const claimPurchase = async (
  container: MedusaContainer,
  { reference, customerId }: { reference: string; customerId: string }
): Promise<Claimed | { status: "email_sent" }> => {
  const knex = knexOf(container)
  const typed = correctReference(reference)
  const request = typed.kind === "ok" ? await requestByReference(knex, typed.reference) : null
  if (!request) throw commonErrors.fail("not_found")
  const { order_id: orderId, reference_number } = request
  const isOwn = async () => (await buyerOfOrder(knex, orderId))?.customer_id === customerId
  if (await isOwn()) return claimedAs(container, orderId)
  await requests.refuseWhenUsedUp(customerId)
  await requests.add(customerId)
  const account = await provenAccountOf(knex, customerId)
  if (account) {
    await claimGuestOrders(container, account.email)
    if (await isOwn()) return claimedAs(container, orderId)
  }
  // Whether it belongs to another account is decided later, so that neither the response nor its time reveals it.
  await enqueueWork(knex, [claimLinkWork({ order_id: orderId, reference_number, customer_id: customerId })])
  return { status: "email_sent" }
}

/** Emails the link to the purchase's address, if the purchase is still a guest's. */
export const sendClaimLink = async (
  container: MedusaContainer,
  claim: { order_id: string; reference_number: string; customer_id: string }
): Promise<void> => {
  const knex = knexOf(container)
  const [buyer, [contact]] = await Promise.all([
    buyerOfOrder(knex, claim.order_id),
    contactsOfOrders(knex, [claim.order_id]),
  ])
  if (!buyer || buyer.has_account || !contact) return
  const { email } = buyerOf(contact)
  if (!email) return
  const token = newClaimToken()
  const tokenHash = claimHashOf(token)
  const now = clock.now()
  await knex.transaction(async (trx) => {
    const recorded = await recordPurchaseClaim(trx, {
      orderId: claim.order_id,
      customerId: claim.customer_id,
      email,
      tokenHash,
      now,
      expiresAt: new Date(now.getTime() + CLAIM_LINK_HOURS * 3_600_000),
    })
    if (recorded)
      await requestMail(trx, [
        purchaseClaimMail({ email, reference: claim.reference_number, token, request: tokenHash.slice(0, 32) }),
      ])
  })
}

/**
 * Adds a purchase to the account with the emailed link. The link works once, and only for the customer who asked.
 * @throws claim_link_invalid
 */
export const confirmPurchaseClaim = async (
  container: MedusaContainer,
  { token, customerId }: { token: string; customerId: string }
): Promise<Claimed> => {
  // Used up in the transaction that moves the order: an interrupted claim leaves the link valid.
  const { claim, moved } = await claimOrder(container, async ({ trx }) => {
    const spent = await spendPurchaseClaim(trx, { tokenHash: claimHashOf(token), customerId, now: clock.now() })
    return spent && { orderId: spent.order_id, customerId, email: spent.email }
  })
  const isOwn = moved || (claim && (await buyerOfOrder(knexOf(container), claim.orderId))?.customer_id === customerId)
  // Unknown, used, replaced, expired, of another customer, claimed by another meanwhile: the same error for all.
  if (!claim || !isOwn) throw provisioningErrors.fail("claim_link_invalid")
  return claimedAs(container, claim.orderId)
}
