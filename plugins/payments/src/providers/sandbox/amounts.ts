import { currencyCodeText } from "@atrium/kernel"
import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { chargeableMinorUnits } from "../../domain/minor-units"

/** Medusa's amount (number, text, BigNumber or its raw form) in the whole minor units the gateway counts in. */
export const minorUnitsOf = (amount: BigNumberInput, currencyCode: string): bigint =>
  chargeableMinorUnits(MathBN.convert(amount).toFixed(), currencyCodeText.parse(currencyCode))
