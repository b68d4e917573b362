import type { FieldPath } from "react-hook-form"

import type { Failure } from "@/lib/medusa"

import type { Submission } from "./actions"
import { answersFor, fieldOfApiPath, type PurchaseValues } from "./form"
import type { PurchaseOffer } from "./offer"

/** Returns the details to submit. Copies each field by name, so that the card can't be included. */
export const toSubmission = (
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

/** Error codes after which the next attempt needs a new purchase with a new idempotency key. */
const NEW_PURCHASE_CODES = ["idempotency_key_reused", "purchase_expired", "price_changed", "amount_changed"]

const isField = (path: string): path is FieldPath<PurchaseValues> =>
  /^(customer\.(full_name|email|phone)|requirements|consent|intake\.[A-Za-z0-9_-]+)$/.test(path)

/** Returns the fields the backend rejected, and whether the next attempt must start a new purchase. */
export const rejectedFields = (
  failure: Failure
): { fields: { path: FieldPath<PurchaseValues>; message: string }[]; needsNewPurchase: boolean } => ({
  fields: Object.entries(failure.details).flatMap(([path, message]) => {
    const field = fieldOfApiPath(path)
    return isField(field) ? [{ path: field, message }] : []
  }),
  needsNewPurchase: NEW_PURCHASE_CODES.includes(failure.code),
})
