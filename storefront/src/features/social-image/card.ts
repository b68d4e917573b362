import { createHash } from "node:crypto"

import { clippedText, isDrawable } from "./drawable"

/** What a page's social preview image shows. */
export type SocialCard = {
  readonly shop: string
  readonly title: string
  readonly lead: string
  readonly category: string
  /** Makes the drawing of the category unique: the handle. */
  readonly seed: string
  readonly accent: string
}

/** The accent color of globals.css, in a form that the renderer reads. */
const DEFAULT_ACCENT = "#175c41"

type Shop = {
  readonly name: string
  readonly tagline: string
  readonly description: string
  readonly accent_color: string | null
}

/** The card of pages without their own: the shop's name and what it does. */
export const shopCard = ({ name, tagline, description, accent_color }: Shop): SocialCard => ({
  shop: "",
  title: drawn(name, 60),
  lead: drawn(tagline || description, leadLength(name)),
  category: "",
  seed: "shop",
  accent: accent_color ?? DEFAULT_ACCENT,
})

type Offer = { readonly title: string; readonly category: string; readonly handle: string }

const LONGEST_TITLE = 72
/** A longer title leaves less room for the text below it. */
const leadLength = (title: string): number => (title.length > 45 ? 80 : 110)

/** A title in letters that the fonts lack is left out, and the drawing remains. */
const offerCard = (shop: Shop, { title, category, handle }: Offer, lead: string): SocialCard => ({
  shop: drawn(shop.name, 60),
  title: drawn(title, LONGEST_TITLE),
  lead: drawn(lead, leadLength(title)),
  category,
  seed: handle,
  accent: shop.accent_color ?? DEFAULT_ACCENT,
})

export const serviceCard = (shop: Shop, service: Offer & { readonly short_description: string }): SocialCard =>
  offerCard(shop, service, service.short_description)

export const goodCard = (
  shop: Shop,
  good: Offer & { readonly subtitle: string; readonly description: string }
): SocialCard => offerCard(shop, good, good.subtitle || good.description)

const drawn = (text: string, length: number): string => (isDrawable(text) ? clippedText(text, length) : "")

/** Changes with what the image shows, so that its address does too and no preview is out of date. */
const versionOf = (card: SocialCard): string =>
  createHash("sha256").update(JSON.stringify(card)).digest("hex").slice(0, 12)

export const IMAGE_SIZE = { width: 1200, height: 630 } as const

/** Entry of a page's `openGraph.images`. Next makes the address absolute. */
export const socialImage = (path: string, card: SocialCard) => ({
  url: `/social-image${path}?v=${versionOf(card)}`,
  type: "image/png",
  alt: card.title || card.shop,
  ...IMAGE_SIZE,
})
