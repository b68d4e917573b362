import { graphRows } from "@atrium/server"
import { listAffiliates } from "@atrium/affiliate-commissions/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { DEMO_CATEGORIES, DEMO_SERVICES } from "./catalogue"
import { DEMO_AFFILIATES } from "./seed-affiliates"
import { DEMO_COUPON, DEMO_GOOD } from "./seed-goods"
import { DEMO_CUSTOMER, DEMO_STAFF } from "./seed-people"
import { DEMO_PROVIDERS } from "./seed-providers"
import { DEMO_PAGES } from "./shop-pages"

const Service = z.object({
  handle: z.string(),
  service_template: z.object({ current_version_id: z.string().nullish() }).nullish(),
})

/** What the demo shop should have and has not, one line each; empty when all is there. Reads only. */
export const missingDemoData = async (container: MedusaContainer): Promise<string[]> => {
  const found = async (entity: string, field: string, names: readonly string[]) => {
    const rows = await graphRows(container, z.record(z.string(), z.unknown()), {
      entity,
      fields: [field],
      filters: { [field]: [...names] },
    })
    const known = new Set(rows.map((row) => row[field]))
    return names.filter((name) => !known.has(name)).map((name) => `${entity} ${name}`)
  }
  const services = await graphRows(container, Service, {
    entity: "product",
    fields: ["handle", "service_template.current_version_id"],
    filters: { handle: DEMO_SERVICES.map(({ handle }) => handle) },
  })
  const sold = new Set(
    services.flatMap(({ handle, service_template }) => (service_template?.current_version_id ? [handle] : []))
  )
  const missing = await Promise.all([
    found("region", "currency_code", ["inr", "usd", "eur"]),
    found(
      "product_category",
      "handle",
      DEMO_CATEGORIES.map(({ handle }) => handle)
    ),
    found("product", "handle", [DEMO_GOOD]),
    found("promotion", "code", [DEMO_COUPON]),
    found(
      "user",
      "email",
      DEMO_STAFF.map((member) => member.email)
    ),
    found(
      "shop_page",
      "slug",
      DEMO_PAGES.map(({ slug }) => slug)
    ),
    found("customer", "email", [DEMO_CUSTOMER.email]),
    found("api_key", "type", ["publishable"]),
    found(
      "provider",
      "email",
      DEMO_PROVIDERS.map(({ email }) => email)
    ),
  ])
  const { affiliates } = await listAffiliates(container, { order: "created_at", limit: 100, offset: 0 })
  const codes = new Set(affiliates.map(({ code }) => code))
  return [
    ...missing.flat(),
    ...DEMO_AFFILIATES.flatMap(({ code }) => (codes.has(code) ? [] : [`affiliate ${code}`])),
    ...DEMO_SERVICES.flatMap(({ handle }) => (sold.has(handle) ? [] : [`service ${handle} with a published template`])),
  ]
}

/** Throws, naming what is missing, unless the demo shop is complete. */
export const verifyDemoData = async (container: MedusaContainer): Promise<void> => {
  const missing = await missingDemoData(container)
  if (missing.length) throw new Error(`The demo data is not complete. Missing: ${missing.join(", ")}`)
}
