import { formatMoney } from "@atrium/kernel"

import type { ServiceDetailOut, ServiceOut } from "../contracts/catalogue"
import type { CatalogueEntry, CatalogueService } from "./catalogue-search"

export type Wording = { currency_code: string; locale: string }

/** A service as the list returns it, with prices formatted for the locale. */
export const presentService = (service: CatalogueService, { currency_code, locale }: Wording): ServiceOut => ({
  id: service.id,
  handle: service.handle,
  title: service.title,
  short_description: service.short_description,
  description: service.description,
  category: service.categories[0],
  images: [...service.images],
  max_quantity: service.max_quantity,
  duration_days: service.duration_days,
  tiers: service.tiers.map(({ id, title, features, includes, duration_days, amount }) => ({
    id,
    title,
    features: [...features],
    includes,
    duration_days,
    price: { amount, currency_code, formatted: formatMoney(amount, currency_code, locale) },
  })),
})

/** A service with its intake questions and steps. */
export const presentServiceDetail = (entry: CatalogueEntry, wording: Wording): ServiceDetailOut => {
  const { tiers, ...service } = presentService(entry, wording)
  return {
    ...service,
    tiers: tiers.map((tier, index) => ({ ...tier, steps: [...(entry.tiers[index]?.steps ?? [])] })),
    intake: { questions: [...entry.questions] },
    steps: [...entry.steps],
  }
}
