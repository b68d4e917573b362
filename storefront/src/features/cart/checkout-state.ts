/**
 * Result of submitting the checkout form: errors by field, a general problem, whether it is solved in the cart, and what
 * was entered.
 */
export type CheckoutState = {
  errors: Record<string, string>
  problem?: string
  ofCart?: boolean
  /** The address that the link to continue on another device was sent to. */
  linkSentTo?: string
  values: Record<string, string[]>
}

export const INITIAL_CHECKOUT: CheckoutState = { errors: {}, values: {} }

/** Returns everything that was entered, to show it again. */
export const enteredValues = (form: FormData): Record<string, string[]> => {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form)
    if (typeof value === "string" && !name.startsWith("$")) values[name] = [...(values[name] ?? []), value]
  return values
}
