import { type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

import { provisioningErrors } from "./errors"

/** Body of `POST /store/purchase-claims/confirm`. */
export const ConfirmPurchaseClaim = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
})

/** The purchase belongs to the account. */
export const PurchaseClaimed = z.strictObject({
  status: z.literal("claimed"),
  /** Of the purchase's service requests. */
  reference_numbers: z.array(z.string()),
})

/**
 * The same for every purchase under another address, whoever it belongs to: its address gets the link if it is a guest's.
 */
export const PurchaseClaimRequested = z.strictObject({ status: z.literal("email_sent") })

/** How a customer adds what they bought as a guest to their account. */
export const purchaseClaimRoutes = {
  "POST /store/service-requests/:reference/claim": {
    actor: "customer",
    owner: "the address of the purchase: proven by the account, or by a link emailed to it",
    summary: "Adds a guest's purchase to the account, at once if it was made with the account's address",
    params: z.strictObject({ reference: safeText({ max: 40 }) }),
    body: z.strictObject({}),
    response: { 200: PurchaseClaimed, 202: PurchaseClaimRequested },
    errors: [],
    rateLimit: "login",
  },
  "POST /store/purchase-claims/confirm": {
    actor: "customer",
    owner: "the token of the emailed link, in the account that asked, once, within a day",
    summary: "Adds a guest's purchase to the account with the link emailed to the purchase's address",
    body: ConfirmPurchaseClaim,
    response: { 200: PurchaseClaimed },
    errors: provisioningErrors.codes("claim_link_invalid"),
    rateLimit: "login",
  },
} as const satisfies Record<string, RouteSpec>
