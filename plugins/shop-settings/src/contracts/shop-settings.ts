import { emailText, phoneText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { contrastWithWhite, HEX_COLOR, MIN_CONTRAST } from "../domain/accent-color"

/** Only as a link that a browser opens, never `javascript:`. */
const webAddress = z
  .string()
  .max(500, "Use at most 500 characters")
  .refine(
    (text) => URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol),
    "Enter an address that starts with https://"
  )

export const accentColor = z
  .string()
  .regex(HEX_COLOR, "Use a color such as #1f5f45")
  .transform((color) => color.toLowerCase())
  .refine((color) => !HEX_COLOR.test(color) || contrastWithWhite(color) >= MIN_CONTRAST, {
    error: `Use a darker color: its contrast with white must be at least ${MIN_CONTRAST}:1`,
  })

export const SocialLink = z.strictObject({
  label: safeText({ min: 1, max: 40, required: "Enter a name such as LinkedIn" }),
  url: webAddress,
})
export type SocialLink = z.output<typeof SocialLink>

const brand = {
  tagline: safeText({ max: 120 }),
  description: safeText({ max: 200 }),
  /** Of an uploaded image. */
  logo_url: webAddress.nullable(),
  accent_color: accentColor.nullable(),
  hero_title: safeText({ max: 120 }),
  hero_text: safeText({ max: 300 }),
  support_email: z.union([z.literal(""), emailText]),
  support_phone: z.union([z.literal(""), phoneText]),
  social_links: z.array(SocialLink).max(8, "Use at most 8 links"),
} as const

/** Empty texts are not filled in. */
export const ShopSettings = z.strictObject({
  /** Empty: the name of the store in Medusa's settings. */
  name: safeText({ max: 60 }),
  ...brand,
})
export type ShopSettings = z.output<typeof ShopSettings>

export const UpdateShopSettings = ShopSettings.extend({
  /** The version that was loaded: saving fails if someone else has saved since. */
  version: z.int().min(0),
})
export type UpdateShopSettings = z.output<typeof UpdateShopSettings>

export const ShopSettingsView = ShopSettings.extend({
  version: z.int(),
  updated_at: z.string().nullable(),
})
export type ShopSettingsView = z.output<typeof ShopSettingsView>

/** What every page of a storefront needs to know about the shop. */
export const ShopOut = z.object({
  name: z.string(),
  tagline: z.string(),
  description: z.string(),
  logo_url: z.string().nullable(),
  accent_color: z.string().nullable(),
  hero_title: z.string(),
  hero_text: z.string(),
  support_email: z.string(),
  support_phone: z.string(),
  social_links: z.array(z.object({ label: z.string(), url: z.string() })),
  /** Legal name and address, from the seller profile; null while it is not filled in. */
  seller: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** Published pages, in the order of their links. */
  pages: z.array(z.object({ slug: z.string(), title: z.string() })),
})
export type ShopOut = z.output<typeof ShopOut>
