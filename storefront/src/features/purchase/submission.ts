import type { FieldPath } from "react-hook-form"

import type { Failure } from "@/lib/medusa"

import type { Submission } from "./actions"
import { answersFor, fieldOfApiPath, type PurchaseValues } from "./form"
import type { PurchaseOffer } from "./offer"

/** What goes to the shop: named one by one, so that the card cannot be among it. */
export const factsToSend = (
  values: PurchaseValues,
  offer: PurchaseOffer,
  quantity: number
): Omit<Submission, "key" | "payment_provider_id"> => ({
  tier_id: offer.tier.id,
  quantity,
  customer: {
    full_name: values.customer.full_name,
    email: values.customer.email,
    phone: values.customer.phone,
  },
  requirements: values.requirements,
  intake: answersFor(offer.questions, values.intake),
  consent: true,
})

/** After these a new attempt needs a new idempotency key. */
const START_ANEW = ["idempotency_key_reused", "purchase_expired", "price_changed", "amount_changed"]

const isField = (path: string): path is FieldPath<PurchaseValues> =>
  /^(customer\.(full_name|email|phone)|requirements|consent|intake\.[A-Za-z0-9_-]+)$/.test(path)

/** Fields of the page that the shop found wrong, and whether the next attempt is a purchase of its own. */
export const refusedFields = (
  refusal: Failure
): { fields: { path: FieldPath<PurchaseValues>; message: string }[]; startsAnew: boolean } => ({
  fields: Object.entries(refusal.details).flatMap(([path, message]) => {
    const field = fieldOfApiPath(path)
    return isField(field) ? [{ path: field, message }] : []
  }),
  startsAnew: START_ANEW.includes(refusal.code),
})
