import { toMajorNumber, toMinorUnits } from "@atrium/kernel"
import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

/** What is about to be bought, as the purchase page shows it. Plain data: it crosses to the browser. */
export type PurchaseOffer = {
  service: { id: string; handle: string; title: string }
  tier: { id: string; title: string; features: readonly string[] }
  /** Of one unit, in major units, tax as the visitor's region shows it. */
  unitAmount: number
  currencyCode: string
  quantity: number
  maxQuantity: number
  questions: readonly IntakeQuestion[]
  /** Working days until the last step is done; null where the service says nothing about it. */
  workingDays: number | null
  locale: string
  /** Cards are taken by the sandbox: its test cards are shown. */
  sandbox: boolean
}

/** Exact: computed in minor units. */
export const totalOf = (offer: Pick<PurchaseOffer, "unitAmount" | "currencyCode">, quantity: number): number =>
  toMajorNumber(toMinorUnits(offer.unitAmount, offer.currencyCode) * BigInt(quantity), offer.currencyCode)

/** A quantity from an address bar: a whole number between 1 and what one order may hold. */
export const quantityFrom = (text: string | undefined, maxQuantity: number): number => {
  const asked = /^\d{1,4}$/.test(text ?? "") ? Number(text) : 1
  return Math.min(Math.max(asked, 1), Math.max(maxQuantity, 1))
}
