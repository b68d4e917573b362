import { commonErrors, currencyCodeText, roundToMinorUnits } from "@atrium/kernel"
import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { decimalsOf, refundMinorUnits } from "../../domain/exact-amount"

/** Medusa's amount (number, text, BigNumber or its raw form) in the whole minor units the gateway counts in. */
export const minorUnitsOf = (amount: BigNumberInput, currencyCode: string): bigint =>
  roundToMinorUnits(MathBN.convert(amount).toFixed(), currencyCodeText.parse(currencyCode))

/**
 * What the gateway is asked to refund for Medusa's amount, in minor units; zero where the gateway has nothing left and
 * the books differ by less than one unit. Throws `invalid_input` for an amount finer than the currency that is not the
 * rest of the payment. `left`: captured and not refunded at the gateway.
 */
export const refundUnitsOf = (amount: BigNumberInput, currencyCode: string, left: bigint): bigint => {
  const code = currencyCodeText.parse(currencyCode)
  const units = refundMinorUnits(MathBN.convert(amount).toFixed(), code, left)
  if (units === null)
    throw commonErrors.fail("invalid_input", {
      details: { amount: `Enter an amount without fractions of the currency: ${decimalsOf(code)}` },
    })
  return units
}
