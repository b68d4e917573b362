import type { MailBrand } from "@atrium/notifications/contracts"
import type { MedusaContainer } from "@medusajs/framework/types"

import { onShopChange } from "../data/shop-memory"
import { mailBrandOf } from "../domain/mail-brand"
import { readShop } from "./read-shop"

/** A change is known at once where processes share a Redis, and after a minute elsewhere. */
const KEPT_MS = 60_000

let known: { readonly at: number; readonly brand: Promise<MailBrand> } | undefined
onShopChange(() => {
  known = undefined
})

/** The shop's brand for its emails, read at most once per minute unless it changes. A failure is not remembered. */
export const readMailBrand = (
  container: MedusaContainer,
  now: () => number = () => performance.now()
): Promise<MailBrand> => {
  if (known && now() - known.at < KEPT_MS) return known.brand
  const entry = { at: now(), brand: readShop(container).then(mailBrandOf) }
  known = entry
  entry.brand.catch(() => {
    if (known === entry) known = undefined
  })
  return entry.brand
}
