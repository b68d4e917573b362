import { commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"

import { findShippingOption } from "../../data/core/shipping-options"

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {})

/** The shipping options named in a body: at its top level or in its list of shipping methods. */
const namedIn = (body: Fields): [field: string, optionId: string][] => {
  const methods: unknown[] = Array.isArray(body.shipping_methods) ? body.shipping_methods : []
  const named = [
    ["shipping_option_id", body.shipping_option_id] as const,
    ...methods.map((method, at) => [`shipping_methods.${at}.shipping_option_id`, fieldsOf(method).shipping_option_id]),
  ]
  return named.flatMap(([field, id]) => (typeof id === "string" ? [[String(field), id]] : []))
}

/**
 * Core does not check that the given option exists and has a price in the order's currency; without this guard it would
 * answer 500.
 */
const existingOption = async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  const body = fieldsOf(req.body)
  const [subject = "", rest = ""] = [req.params[0], req.params[1]]
  const details: ErrorDetails = {}
  for (const [field, id] of namedIn(body)) {
    const option = await findShippingOption(req.scope, id, subject)
    if (!option) details[field] = "This shipping option doesn't exist"
    else if (
      /shipping-method/i.test(rest) &&
      option.currency_code &&
      !option.priced &&
      body.custom_amount === undefined
    )
      details.custom_amount = `Enter an amount: this option has no price in ${option.currency_code.toUpperCase()}`
  }
  next(Object.keys(details).length ? commonErrors.fail("invalid_input", { details }) : undefined)
}

const TAKES_OPTIONS =
  /^\/admin\/(?:order-edits|returns|claims|exchanges|draft-orders|orders|fulfillments)(?:\/([^/]+)(.*))?$/i

/** Guards core's routes that take a shipping option for an order. */
export const shippingOptionGuards: MiddlewareRoute[] = [
  { matcher: TAKES_OPTIONS, methods: ["POST"], middlewares: [existingOption] },
]
