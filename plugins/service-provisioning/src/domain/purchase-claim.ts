import { clock, emailText } from "@atrium/kernel"
import { defineWork, type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { createHash, randomBytes } from "crypto"
import { z } from "zod"

/** Hours until the emailed link expires. */
export const CLAIM_LINK_HOURS = 24

/** A random secret of 256 bits, as text for a link. */
export const newClaimToken = (): string => randomBytes(32).toString("base64url")

/** The stored form of a token, with which no one can claim. */
export const claimHashOf = (token: string): string => createHash("sha256").update(token).digest("hex")

/** Adds every guest order of a proven address to the account that proved it. Key: the proof's. */
export const CLAIM_GUEST_ORDERS = defineWork({
  kind: "service-provisioning.claim-guest-orders",
  version: 1,
  payload: z.strictObject({ email: emailText }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Emails the link that proves the address of a purchase. Key: customer, reference number and five minutes. */
export const SEND_CLAIM_LINK = defineWork({
  kind: "service-provisioning.send-claim-link",
  version: 1,
  payload: z.strictObject({ order_id: z.string(), reference_number: z.string(), customer_id: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 10,
})

const LINK_EVERY_MS = 5 * 60_000

export const claimLinkWork = (claim: z.infer<typeof SEND_CLAIM_LINK.payload>): WorkToEnqueue =>
  workOf(SEND_CLAIM_LINK, {
    key: [claim.customer_id, claim.reference_number, Math.floor(clock.now().getTime() / LINK_EVERY_MS)].join(":"),
    payload: claim,
  })

export const claimGuestOrdersWork = (address: { email: string; key: string; runAt?: Date }): WorkToEnqueue =>
  workOf(CLAIM_GUEST_ORDERS, {
    key: address.key,
    payload: { email: address.email },
    ...(address.runAt ? { runAt: address.runAt } : {}),
  })
