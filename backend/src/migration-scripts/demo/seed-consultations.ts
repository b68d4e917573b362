import { readSettings, saveSettings } from "@atrium/consultations/use-cases"
import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

/** Services of the demo that offer consultations, by handle. */
const OFFERED = {
  "company-incorporation": { minutes: 30, place: "Video call. You get the link by email." },
  "trademark-registration": { minutes: 30, place: "Video call. You get the link by email." },
  "work-visa": { minutes: 45, place: "Phone call" },
} as const

const Product = z.object({ id: z.string(), handle: z.string() })

/** Offers consultations on some services, unless staff have set them. */
export const seedConsultations = async (container: MedusaContainer): Promise<void> => {
  const products = await graphRows(container, Product, {
    entity: "product",
    fields: ["id", "handle"],
    filters: { handle: Object.keys(OFFERED) },
  })
  for (const { id, handle } of products) {
    const offer = Object.entries(OFFERED).find(([name]) => name === handle)?.[1]
    if (!offer || (await readSettings(container, id)).updated_at !== null) continue
    await saveSettings(container, id, {
      offered: true,
      notice_hours: 4,
      horizon_days: 30,
      buffer_minutes: 10,
      ...offer,
    })
  }
}
