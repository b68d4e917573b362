import { commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { currenciesOf } from "../data/core/currencies"
import { decimalsOf, exactMinorUnits } from "../domain/exact-amount"
import { hasFraction, type MoneyField, moneyFields } from "../domain/money-fields"

/** No currency has more decimals than this one: the limit where nothing names a currency. */
const FINEST = "kwd"

/** Amounts may be below zero where core lets them, a credit for instance. */
const isExact = (amount: MoneyField["amount"], currencyCode: string): boolean =>
  exactMinorUnits(String(amount).trim().replace(/^-/, ""), currencyCode) !== null

/**
 * Refuses amounts finer than their currency in what staff send to any of core's routes, all of them at once. No one
 * can pay or refund such an amount: it would be rounded, and the books would say something else than the money. Reads
 * nothing while all amounts are whole. `pathIds`: the ids in the address.
 * Throws `invalid_input`.
 */
export const requireExactAmounts = async (
  container: MedusaContainer,
  body: unknown,
  pathIds: readonly string[]
): Promise<void> => {
  const fields = moneyFields(body).filter(hasFraction)
  if (fields.length === 0) return
  const idsOf = (field: MoneyField) => [...field.ids, ...pathIds]
  const open = fields.filter(({ currencyCode }) => currencyCode === undefined)
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const currencies = await currenciesOf(knex, [...new Set(open.flatMap(idsOf))])
  const details: ErrorDetails = {}
  for (const field of fields) {
    const named = field.currencyCode ?? idsOf(field).flatMap((id) => currencies.get(id) ?? [])[0]
    if (!isExact(field.amount, named ?? FINEST))
      details[field.path] = named
        ? `Enter an amount without fractions of the currency: ${decimalsOf(named)}`
        : "Enter an amount without fractions of the currency"
  }
  if (Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
}
