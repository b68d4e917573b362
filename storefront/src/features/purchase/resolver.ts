import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { toNestErrors } from "@hookform/resolvers"
import type { FieldError, Resolver } from "react-hook-form"

import { cardErrors } from "./card"
import { type FieldErrors, purchaseErrors, type PurchaseValues } from "./form"

const resolverOf =
  (errorsOf: (values: PurchaseValues) => FieldErrors): Resolver<PurchaseValues> =>
  (values, _context, options) => {
    const wrong = Object.entries(errorsOf(values))
    if (wrong.length === 0) return { values, errors: {} }
    const errors = Object.fromEntries(
      wrong.map(([path, message]): [string, FieldError] => [path, { type: "value", message }])
    )
    return { values: {}, errors: toNestErrors(errors, options) }
  }

/**
 * react-hook-form's view of `purchaseErrors`. Its errors and the pay button therefore come from one function, which
 * in turn uses the schema of the route that the form is sent to.
 */
export const purchaseResolver = (questions: readonly IntakeQuestion[], asksForCard: boolean) =>
  resolverOf((values) => purchaseErrors(values, questions, new Date(), asksForCard))

/** Of a purchase that has begun only the card is still wanted. */
export const cardResolver = resolverOf(({ card }) =>
  Object.fromEntries(Object.entries(cardErrors(card, new Date())).map(([field, message]) => [`card.${field}`, message]))
)
