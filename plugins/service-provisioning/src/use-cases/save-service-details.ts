import { z } from "zod"
import { graphRows } from "@atrium/server"
import type { ErrorDetails } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { provisioningErrors } from "../contracts/errors"
import { answersToKeep, intakeErrors, missingAnswers } from "../contracts/intake"
import type { ServiceDetails } from "../contracts/service-details"
import type { Sellable } from "../domain/purchase-refusals"
import { answersForTier, questionsOfTier } from "../domain/tier-content"
import { type PurchaseItemRow, saveCartFacts } from "../data/purchases"
import { fileErrors } from "./check-files"
import { sellablesOf } from "./find-sellable-tiers"

type Line = { id: string; variant_id: string | null }

const Cart = z.object({
  completed_at: z.unknown(),
  customer_id: z.string().nullish(),
  customer: z.object({ has_account: z.boolean() }).nullish(),
  items: z.array(z.object({ id: z.string(), variant_id: z.string().nullish() }).nullable()).nullish(),
})

const linesOfCart = async (
  container: MedusaContainer,
  cartId: string,
  customerId: string | undefined
): Promise<Line[]> => {
  const [cart] = await graphRows(container, Cart, {
    entity: "cart",
    fields: ["id", "completed_at", "customer_id", "customer.has_account", "items.id", "items.variant_id"],
    filters: { id: cartId },
  })
  if (!cart) throw commonErrors.fail("not_found")
  // The application's cart guard has checked the guest's secret; the cart of another account is also refused here.
  if (cart.customer?.has_account && cart.customer_id !== customerId) throw commonErrors.fail("not_found")
  if (cart.completed_at) throw provisioningErrors.fail("cart_completed")
  return (cart.items ?? []).flatMap((item) => (item ? [{ id: item.id, variant_id: item.variant_id ?? null }] : []))
}

/** Answers may be missing here (a task asks for them after payment), invalid ones are refused. */
const checkItems = (
  details: ServiceDetails,
  lines: readonly Line[],
  catalogue: ReadonlyMap<string, Sellable>
): PurchaseItemRow[] => {
  const errors: ErrorDetails = {}
  const items = (details.items ?? []).flatMap((item, index) => {
    const line = lines.find((one) => one.id === item.line_item_id)
    const sold = catalogue.get(line?.variant_id ?? "")
    if (!line?.variant_id || !sold) {
      errors[`items.${index}.line_item_id`] = "This cart line is not a service"
      return []
    }
    const questions = questionsOfTier(sold.content, sold.tierId)
    const answers = answersForTier(sold.content, sold.tierId, item.intake)
    const answered = answersToKeep(questions, answers)
    const optional = questions.map((question) => ({ ...question, required: false }))
    for (const [question, message] of Object.entries(intakeErrors(optional, answers)))
      errors[`items.${index}.intake.${question}`] = message
    return [{ line_item_id: line.id, tier_id: line.variant_id, intake: answered, template_version_id: sold.versionId }]
  })
  if (Object.keys(errors).length) throw commonErrors.fail("invalid_input", { details: errors })
  return items
}

export type MissingAnswer = { line_item_id: string; question_id: string; label: string }

const missingOf = (
  lines: readonly Line[],
  catalogue: ReadonlyMap<string, Sellable>,
  items: readonly PurchaseItemRow[]
): MissingAnswer[] =>
  lines.flatMap((line) => {
    const sold = catalogue.get(line.variant_id ?? "")
    if (!sold) return []
    const answers = items.find((item) => item.line_item_id === line.id)?.intake ?? {}
    return missingAnswers(questionsOfTier(sold.content, sold.tierId), answers).map(({ id, label }) => ({
      line_item_id: line.id,
      question_id: id,
      label,
    }))
  })

/**
 * Saves, for an ordinary cart, what the purchase form would have asked. Fields left out are unchanged.
 * Throws `not_found`, `cart_completed`, `invalid_input`.
 */
export const saveServiceDetails = async (
  container: MedusaContainer,
  input: { cartId: string; customerId: string | undefined; details: ServiceDetails }
): Promise<{ cart_id: string; missing: MissingAnswer[] }> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { details } = input
  const lines = await linesOfCart(container, input.cartId, input.customerId)
  const catalogue = await sellablesOf(container, [...new Set(lines.flatMap((line) => line.variant_id ?? []))])
  const items = checkItems(details, lines, catalogue)
  const answered = items.map(({ tier_id, intake }, index) => {
    const sold = catalogue.get(tier_id)
    return {
      path: `items.${index}.intake`,
      questions: sold ? questionsOfTier(sold.content, tier_id) : [],
      answers: intake,
    }
  })
  const gone = await fileErrors(knex, answered, input)
  if (Object.keys(gone).length) throw commonErrors.fail("invalid_input", { details: gone })
  const kept = await saveCartFacts(knex, input.cartId, {
    ...(details.items ? { items } : {}),
    ...(details.customer ? { customer: details.customer } : {}),
    ...(details.requirements === undefined ? {} : { requirements: details.requirements }),
    ...(details.affiliate_code ? { affiliate_code: details.affiliate_code } : {}),
    ...(details.click_id ? { click_id: details.click_id } : {}),
    ...(details.consent === undefined ? {} : { consent: details.consent }),
  })
  if (!kept) throw provisioningErrors.fail("cart_completed")
  return { cart_id: input.cartId, missing: missingOf(lines, catalogue, kept.items) }
}
