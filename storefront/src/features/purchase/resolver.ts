import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { toNestErrors } from "@hookform/resolvers"
import type { FieldError, Resolver } from "react-hook-form"

import type { FieldErrors, PurchaseValues } from "./form"
import { loadRules } from "./use-rules"

const resolverOf =
  (errorsOf: (values: PurchaseValues) => Promise<FieldErrors>): Resolver<PurchaseValues> =>
  async (values, _context, options) => {
    const invalid = Object.entries(await errorsOf(values))
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
  resolverOf(async (values) => (await loadRules()).purchaseErrors(values, questions, new Date(), needsCard))

/** Resolver for paying an existing purchase, which only validates the card. */
export const cardResolver = resolverOf(async ({ card }) => {
  const errors = (await loadRules()).cardErrors(card, new Date())
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [`card.${field}`, message]))
})
