import { toMajorNumber, toMinorUnits } from "@atrium/kernel"
import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

import type { OfferedMethod } from "./payment-method"

/** What is about to be bought, as the purchase page shows it. Plain data: it crosses to the browser. */
export type PurchaseOffer = {
  service: { id: string; handle: string; title: string }
  tier: { id: string; title: string; features: readonly string[] }
  /** Of one unit, in major units, tax as the visitor's region shows it. */
  unitAmount: number
  /** Of one unit with tax, where the region shows prices without; else the same. */
  unitTotal: number
  currencyCode: string
  quantity: number
  maxQuantity: number
  questions: readonly IntakeQuestion[]
  /** Working days until the last step is done; null where the service says nothing about it. */
  workingDays: number | null
  locale: string
  /** What the shopper may pay with; the first is chosen to begin with. */
  methods: readonly OfferedMethod[]
}

const times = (amount: number, quantity: number, currencyCode: string): number =>
  toMajorNumber(toMinorUnits(amount, currencyCode) * BigInt(quantity), currencyCode)

type Priced = Pick<PurchaseOffer, "unitAmount" | "unitTotal" | "currencyCode">

/** What is to be paid. Exact: computed in minor units. */
export const totalOf = (offer: Pick<Priced, "unitTotal" | "currencyCode">, quantity: number): number =>
  times(offer.unitTotal, quantity, offer.currencyCode)

/** What the total holds beyond the prices shown so far; 0 where those have their tax in them. */
export const taxOf = ({ unitAmount, currencyCode }: Priced, quantity: number, total: number): number => {
  const untaxed = toMinorUnits(unitAmount, currencyCode) * BigInt(quantity)
  return toMajorNumber(toMinorUnits(total, currencyCode) - untaxed, currencyCode)
}

/** A quantity from an address bar: a whole number between 1 and what one order may hold. */
export const quantityFrom = (text: string | undefined, maxQuantity: number): number => {
  const asked = /^\d{1,4}$/.test(text ?? "") ? Number(text) : 1
  return Math.min(Math.max(asked, 1), Math.max(maxQuantity, 1))
}
