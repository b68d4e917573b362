import { createShopPage, listAllShopPages, readShopSettings, saveShopSettings } from "@atrium/shop-settings/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { DEMO_PAGES } from "./shop-pages"

/** The storefront's brand and pages, unless staff have written theirs. */
export const seedShop = async (container: MedusaContainer): Promise<void> => {
  if ((await readShopSettings(container)).version === 0) {
    await saveShopSettings(container, {
      version: 0,
      name: "Atrium",
      tagline: "Work you can follow from start to finish.",
      description:
        "Professional services at a fixed price: see what happens and how long it takes, buy in minutes, and follow the work with one reference number.",
      logo_url: null,
      accent_color: null,
      hero_title: "Your tax, visas, contracts and brand, done by experts.",
      hero_text: "A fixed price before you start, clear steps, and one reference number to check progress at any time.",
      support_email: "support@atrium.test",
      support_phone: "",
      social_links: [],
    })
  }
  const known = new Set((await listAllShopPages(container)).map(({ slug }) => slug))
  for (const [position, page] of DEMO_PAGES.entries())
    if (!known.has(page.slug)) await createShopPage(container, { ...page, published: true, position })
}
