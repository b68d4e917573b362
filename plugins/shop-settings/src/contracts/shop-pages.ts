import { safeText } from "@atrium/kernel"
import { z } from "zod"

/** Pages of a shop. Their links are all in the footer, so there are few. */
export const MAX_PAGES = 50
export const MAX_PAGE_LENGTH = 50_000

/** The last part of the page's address: `/pages/terms`. */
export const pageSlug = z
  .string({ error: "Enter an address" })
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "Use lowercase letters, numbers and hyphens, for example refund-policy")
  .max(60, "Use at most 60 characters")

/** Addresses of texts that customers rely on. Changing one is a matter of record, so Admin says what a new version means. */
export const BINDING_PAGES: readonly string[] = ["terms", "privacy", "refunds"]

export const pageBody = safeText({ max: MAX_PAGE_LENGTH, multiline: true })

export const CreateShopPage = z.strictObject({
  slug: pageSlug,
  title: safeText({ min: 1, max: 80, required: "Enter a title" }),
  /** Markdown. HTML in it is shown as text. */
  body: pageBody,
  published: z.boolean(),
  /** Order of the links, lowest first. */
  position: z.int().min(0).max(1_000),
})
export type CreateShopPage = z.output<typeof CreateShopPage>

export const UpdateShopPage = CreateShopPage.extend({
  /** The version that was loaded: saving fails if someone else has saved since. */
  version: z.int().min(1),
})
export type UpdateShopPage = z.output<typeof UpdateShopPage>

export const ShopPageView = CreateShopPage.extend({
  id: z.string(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ShopPageView = z.output<typeof ShopPageView>

/** A published page as storefronts show it. */
export const ShopPageOut = z.object({
  slug: z.string(),
  title: z.string(),
  /** The page's first words, for search engines and previews. */
  summary: z.string(),
  /** Safe to insert into a page: made from Markdown, without HTML of the author, scripts or images. */
  html: z.string(),
  version: z.int(),
  updated_at: z.string(),
})
export type ShopPageOut = z.output<typeof ShopPageOut>
