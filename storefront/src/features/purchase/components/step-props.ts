import type { FieldPath } from "react-hook-form"

import type { PurchaseValues } from "../form"
import type { FieldBinding } from "../use-fields"

/** Props of each step: functions to bind a field to the form and to get its error. */
export type StepProps = {
  bind: (path: FieldPath<PurchaseValues>) => FieldBinding
  errorOf: (path: FieldPath<PurchaseValues>) => string | undefined
}
