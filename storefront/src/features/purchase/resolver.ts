import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"
import { toNestErrors } from "@hookform/resolvers"
import type { FieldError, Resolver } from "react-hook-form"

import { purchaseErrors, type PurchaseValues } from "./form"

/**
 * react-hook-form's view of `purchaseErrors`. Its errors and the pay button therefore come from one function, which
 * in turn uses the schema of the route that the form is sent to.
 */
export const purchaseResolver =
  (questions: readonly IntakeQuestion[], asksForCard: boolean): Resolver<PurchaseValues> =>
  (values, _context, options) => {
    const wrong = Object.entries(purchaseErrors(values, questions, new Date(), asksForCard))
    if (wrong.length === 0) return { values, errors: {} }
    const errors = Object.fromEntries(
      wrong.map(([path, message]): [string, FieldError] => [path, { type: "value", message }])
    )
    return { values: {}, errors: toNestErrors(errors, options) }
  }
