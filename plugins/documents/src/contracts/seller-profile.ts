import { emailText, nameText, safeText } from "@atrium/kernel"
import { z } from "zod"

/** Languages that documents have words in. */
export const DOCUMENT_LANGUAGES = ["en", "de"] as const

const isLocale = (tag: string): boolean => {
  try {
    return DOCUMENT_LANGUAGES.some((language) => language === new Intl.Locale(tag).language)
  } catch {
    return false
  }
}

/** A data URL of 60 kB. */
export const MOST_LOGO_CHARACTERS = 80_000

/** As a data URL: a small picture that is part of every document. */
const logo = z
  .string()
  .max(MOST_LOGO_CHARACTERS, "Use an image of at most 60 kB")
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/, "Use a PNG or JPEG image")
  .nullable()

/** Empty texts are not filled in yet. */
export const SellerProfileInput = z.strictObject({
  name: z.union([z.literal(""), nameText({ max: 200 })]),
  address: safeText({ max: 500, multiline: true }),
  tax_id: safeText({ max: 50 }),
  email: z.union([z.literal(""), emailText]),
  /** In front of every number: `AT-INV-2026-00001`. */
  number_prefix: z.string().regex(/^[A-Z0-9]{0,8}$/, "Use up to 8 capital letters and digits"),
  /** Language and formats of documents: `en-IN`. */
  locale: z
    .string()
    .max(20, "Use a language tag such as en-IN")
    .refine(isLocale, `Use a tag of one of these languages: ${DOCUMENT_LANGUAGES.join(", ")}`),
  logo,
})
export type SellerProfileInput = z.output<typeof SellerProfileInput>

/** What tax law requires on an invoice. */
export const REQUIRED_SELLER_FIELDS = ["name", "address", "tax_id", "email"] as const
export type RequiredSellerField = (typeof REQUIRED_SELLER_FIELDS)[number]

export const SellerProfileView = SellerProfileInput.extend({
  /** Required fields that are still empty; no invoice is issued until there are none. */
  missing: z.array(z.enum(REQUIRED_SELLER_FIELDS)),
  updated_at: z.string().nullable(),
})
export type SellerProfileView = z.output<typeof SellerProfileView>
