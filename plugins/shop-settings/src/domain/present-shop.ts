import type { ShopOut, ShopPageView, ShopSettings, ShopSettingsView } from "../contracts"

/** Before anything is filled in. */
export const EMPTY_SETTINGS: ShopSettings = {
  name: "",
  tagline: "",
  description: "",
  logo_url: null,
  accent_color: null,
  hero_title: "",
  hero_text: "",
  support_email: "",
  support_phone: "",
  social_links: [],
}

/** What a shop shows before its staff have written anything; true of every shop. */
const NEUTRAL = {
  name: "Shop",
  hero_title: "What can we do for you?",
  hero_text: "A fixed price before you start, clear steps, and one reference number to check progress at any time.",
} as const

type Row = ShopSettings & { version: number; updated_at: Date }

const settingsOf = (row: ShopSettings): ShopSettings => ({
  name: row.name,
  tagline: row.tagline,
  description: row.description,
  logo_url: row.logo_url,
  accent_color: row.accent_color,
  hero_title: row.hero_title,
  hero_text: row.hero_text,
  support_email: row.support_email,
  support_phone: row.support_phone,
  social_links: row.social_links,
})

export const toShopSettingsView = (row: Row | null): ShopSettingsView => ({
  ...settingsOf(row ?? EMPTY_SETTINGS),
  version: row?.version ?? 0,
  updated_at: row?.updated_at.toISOString() ?? null,
})

/** Fills in what is empty: the name with that of the store, the home page's headline with neutral words. */
export const toShop = (
  row: ShopSettings | null,
  facts: { storeName: string | null; seller: ShopOut["seller"]; pages: ShopOut["pages"] }
): ShopOut => {
  const settings = settingsOf(row ?? EMPTY_SETTINGS)
  return {
    ...settings,
    name: settings.name || facts.storeName || NEUTRAL.name,
    hero_title: settings.hero_title || settings.tagline || NEUTRAL.hero_title,
    hero_text: settings.hero_text || NEUTRAL.hero_text,
    seller: facts.seller && facts.seller.name !== "" ? facts.seller : null,
    pages: facts.pages,
  }
}

export const toShopPageView = (
  row: Omit<ShopPageView, "created_at" | "updated_at"> & { created_at: Date; updated_at: Date }
): ShopPageView => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  body: row.body,
  published: row.published,
  position: row.position,
  version: row.version,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
