import type { ErrorDetails } from "@atrium/kernel"

/** As many as one line of a cart holds; a service's own limit may be lower and is kept when the cart is completed. */
export const MOST_UNITS = 999
export const MOST_LINES = 100

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const refused = (quantity: unknown, least: number): boolean =>
  !(typeof quantity === "number" && Number.isInteger(quantity) && quantity >= least && quantity <= MOST_UNITS)

const sentence = (least: number) => `Use a whole number from ${least} to ${MOST_UNITS}`

/**
 * The quantities of a body that cannot be bought, by field. What is not given is for core to ask for. A line that is
 * changed to 0 is taken away by core, so `least` is 0 there.
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
