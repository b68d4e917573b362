import { createHmac, hkdfSync, timingSafeEqual } from "crypto"

import { emailText } from "@atrium/kernel"
import { defineWork, type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { z } from "zod"

import type { DraftValues } from "../contracts/checkout-drafts"

/** How long what was typed is kept after its last change, and how long an emailed link works. */
export const DRAFT_DAYS = 30

/** Hours without a change after which a checkout counts as abandoned. */
export const ABANDONED_AFTER_HOURS = 4

const DAY_MS = 86_400_000

export const draftExpiry = (now: Date): Date => new Date(now.getTime() + DRAFT_DAYS * DAY_MS)

/** The address that was typed, if it is one yet. */
export const typedEmail = (values: DraftValues): string | undefined => {
  const typed = emailText.safeParse(values["customer.email"]?.[0])
  return typed.success ? typed.data : undefined
}

const macOf = (secret: string, use: string, text: string): string =>
  createHmac("sha256", Buffer.from(hkdfSync("sha256", secret, "", use, 32)))
    .update(text)
    .digest("base64url")

const isSame = (right: string, given: string): boolean => {
  const [a, b] = [Buffer.from(right), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const ACCESS = "atrium checkout draft secret"
const RESUME = "atrium resume link"

/** The secret of a draft without a cart, known only to its creator. It is derived, not stored, like a cart's. */
export const draftToken = (secret: string, draftId: string): string => macOf(secret, ACCESS, draftId)

export const isDraftToken = (secret: string, draftId: string, given: string): boolean =>
  isSame(draftToken(secret, draftId), given)

/** The token of an emailed link: a draft and an expiry, signed. It opens nothing else and signs no one in. */
export const resumeToken = (secret: string, link: { draftId: string; expiresAt: Date }): string => {
  const text = `${link.draftId}.${Math.floor(link.expiresAt.getTime() / 1000).toString(36)}`
  return `${text}.${macOf(secret, RESUME, text)}`
}

/** The draft of a link's token; undefined for one that was not signed with this secret or has expired. */
export const openResumeToken = (secret: string, token: string, now: Date): string | undefined => {
  const [draftId = "", seconds = "", signature = "", ...rest] = token.split(".")
  if (rest.length > 0 || !isSame(macOf(secret, RESUME, `${draftId}.${seconds}`), signature)) return undefined
  return Number.parseInt(seconds, 36) * 1000 > now.getTime() ? draftId : undefined
}

/** Reminds of a checkout that was not finished, once. Key: the cart's id, or the draft's without a cart. */
export const REMIND_OF_CHECKOUT = defineWork({
  kind: "service-provisioning.remind-of-checkout",
  version: 1,
  payload: z.strictObject({ draft_id: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 60,
})

export const remindWork = (draft: { id: string; cart_id: string | null }): WorkToEnqueue =>
  workOf(REMIND_OF_CHECKOUT, { key: draft.cart_id ?? draft.id, payload: { draft_id: draft.id } })
