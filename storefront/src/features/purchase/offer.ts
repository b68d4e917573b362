import { toMajorNumber, toMinorUnits } from "@atrium/kernel"
import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

import type { OfferedMethod } from "./payment-method"

/** What the purchase page offers. Plain data, because it is passed from the server to the browser. */
export type PurchaseOffer = {
  service: { id: string; handle: string; title: string }
  tier: { id: string; title: string; features: readonly string[] }
  /** Price of one unit in major units, with or without tax as the region shows prices. */
  unitAmount: number
  /** Price of one unit including tax. Equals `unitAmount` where prices include tax. */
  unitTotal: number
  currencyCode: string
  quantity: number
  maxQuantity: number
  questions: readonly IntakeQuestion[]
  /** Working days until the last step is done; null when the service doesn't specify it. */
  workingDays: number | null
  locale: string
  /** The available payment methods; the first one is selected initially. */
  methods: readonly OfferedMethod[]
}

const multiply = (amount: number, quantity: number, currencyCode: string): number =>
  toMajorNumber(toMinorUnits(amount, currencyCode) * BigInt(quantity), currencyCode)

type Priced = Pick<PurchaseOffer, "unitAmount" | "unitTotal" | "currencyCode">

/** Returns the amount to pay. Computed in minor units, so that it is exact. */
export const totalOf = (offer: Pick<Priced, "unitTotal" | "currencyCode">, quantity: number): number =>
  multiply(offer.unitTotal, quantity, offer.currencyCode)

/** Returns the tax in the total; 0 where prices include tax. */
export const taxOf = ({ unitAmount, currencyCode }: Priced, quantity: number, total: number): number => {
  const withoutTax = toMinorUnits(unitAmount, currencyCode) * BigInt(quantity)
  return toMajorNumber(toMinorUnits(total, currencyCode) - withoutTax, currencyCode)
}

/** Reads a quantity from a query parameter and limits it to 1 through `maxQuantity`. Invalid values count as 1. */
export const quantityFrom = (text: string | undefined, maxQuantity: number): number => {
  const requested = /^\d{1,4}$/.test(text ?? "") ? Number(text) : 1
  return Math.min(Math.max(requested, 1), Math.max(maxQuantity, 1))
}
