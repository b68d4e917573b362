import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { toNestErrors } from "@hookform/resolvers"
import type { FieldError, Resolver } from "react-hook-form"

import { cardErrors } from "./card"
import { type FieldErrors, purchaseErrors, type PurchaseValues } from "./form"

const resolverOf =
  (errorsOf: (values: PurchaseValues) => FieldErrors): Resolver<PurchaseValues> =>
  (values, _context, options) => {
    const invalid = Object.entries(errorsOf(values))
    if (invalid.length === 0) return { values, errors: {} }
    const errors = Object.fromEntries(
      invalid.map(([path, message]): [string, FieldError] => [path, { type: "value", message }])
    )
    return { values: {}, errors: toNestErrors(errors, options) }
  }

/**
 * react-hook-form resolver for `purchaseErrors`. Field errors and the pay button thus share one function, which uses
 * the schema of the route that receives the form.
 */
export const purchaseResolver = (questions: readonly IntakeQuestion[], needsCard: boolean) =>
  resolverOf((values) => purchaseErrors(values, questions, new Date(), needsCard))

/** Resolver for paying an existing purchase, which only validates the card. */
export const cardResolver = resolverOf(({ card }) =>
  Object.fromEntries(Object.entries(cardErrors(card, new Date())).map(([field, message]) => [`card.${field}`, message]))
)
