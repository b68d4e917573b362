import type { ErrorDetails } from "@atrium/kernel"

/** Maximum units of one cart line; a service's own limit may be lower and is checked when the cart is completed. */
export const MAX_UNITS = 999
export const MAX_LINES = 100

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const refused = (quantity: unknown, least: number): boolean =>
  !(typeof quantity === "number" && Number.isInteger(quantity) && quantity >= least && quantity <= MAX_UNITS)

const sentence = (least: number) => `Enter a whole number from ${least} to ${MAX_UNITS}`

/**
 * Errors of the quantities in a body, by field. Missing quantities are left to core. Core removes a line whose quantity is
 * changed to 0, so `least` is 0 there.
 */
export const wrongQuantities = (body: unknown, least: 0 | 1): ErrorDetails => {
  if (!isRecord(body)) return {}
  const wrong: ErrorDetails = {}
  if (body.quantity !== undefined && refused(body.quantity, least)) wrong.quantity = sentence(least)
  if (!Array.isArray(body.items)) return wrong
  for (const [index, item] of body.items.entries())
    if (isRecord(item) && item.quantity !== undefined && refused(item.quantity, 1))
      wrong[`items.${index}.quantity`] = sentence(1)
  return wrong
}
