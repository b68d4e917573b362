import type { FieldPath } from "react-hook-form"

import type { PurchaseValues } from "../form"
import type { FieldBinding } from "../use-fields"

/** What each part of the page gets: how to bind a field, and what is wrong with it once it was left. */
export type StepProps = {
  bind: (path: FieldPath<PurchaseValues>) => FieldBinding
  errorOf: (path: FieldPath<PurchaseValues>) => string | undefined
}
