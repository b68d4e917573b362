import { z } from "zod"

// Postgres text cannot hold NUL, and no form field needs other control characters. Those that change the direction of
// text (U+202A to U+202E, U+2066 to U+2069) can make a text look like another one.
// eslint-disable-next-line no-control-regex
const FORBIDDEN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
// eslint-disable-next-line no-control-regex
const FORBIDDEN_BLOCK = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** Characters that render as nothing: controls, spaces, marks without a letter, and blank letters. */
const INVISIBLE = /[\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0\u2800]/gu
/** Not needed in a name in any language, unlike joiners (U+200C, U+200D). */
const FILLERS = /[\u00ad\u180e\u200b\u2060\ufeff]/g
/** A link, or text that email clients turn into one. */
const LINK = /:\/\/|\bwww\.|\b[\w-]+\.(?:com|net|org|info|biz|xyz|top|site|online|shop|app|dev|link|click|io|ru|cn)\b/i

const isVisible = (value: string) => value.replace(INVISIBLE, "") !== ""

const wellFormed = (value: string) =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)

export type SafeTextOptions = {
  min?: number
  max: number
  /** Allows line breaks and tabs. */
  multiline?: boolean
  /** The message shown when the text is missing or too short. */
  required?: string
}

/** User input: trimmed, NFC, of limited length, without control characters or broken surrogates. */
export const safeText = ({ min = 0, max, multiline = false, required }: SafeTextOptions) =>
  z
    .string({ error: required ?? "Enter some text" })
    .max(max * 4, `Use at most ${max} characters`)
    .transform((value) => (wellFormed(value) ? value.normalize("NFC").trim() : value))
    .pipe(
      z
        .string()
        .min(min, min <= 1 ? (required ?? "Enter some text") : `Use at least ${min} characters`)
        .max(max, `Use at most ${max} characters`)
        .refine((value) => value === "" || isVisible(value), required ?? "Enter some text")
        .refine(wellFormed, "Remove the broken characters")
        .refine((value) => !(multiline ? FORBIDDEN_BLOCK : FORBIDDEN_LINE).test(value), "Remove the control characters")
    )

/**
 * The name of a person or business: one visible line without links. Emails greet people by name, so an attacker who
 * could enter any name could put a link into the shop's emails.
 */
export const nameText = ({ min = 1, max, required = "Enter a name" }: SafeTextOptions) =>
  z
    .string({ error: required })
    .max(max * 4, `Use at most ${max} characters`)
    .transform((value) => value.replace(FILLERS, ""))
    .pipe(safeText({ min, max, required }))
    .refine((name) => !LINK.test(name), "Remove the web address")

/** An id as Medusa generates them, in a path or a body. */
export const idText = z.string({ error: "Enter an id" }).regex(/^[A-Za-z0-9_-]{1,128}$/, "This is not a valid id")

/** A product's handle. */
export const handleText = z
  .string({ error: "Enter a handle" })
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "This is not a valid handle")
  .max(200, "This is not a valid handle")

/** An email address, lowercased and trimmed. */
export const emailText = z
  .string({ error: "Enter your email address" })
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters")
  .regex(
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/,
    "Enter a valid email address, for example name@example.com"
  )

/** A phone number in E.164. Spaces and dashes are removed: "+91 98765 43210" becomes "+919876543210". */
export const phoneText = z
  .string({ error: "Enter your phone number" })
  .max(40, "Enter a phone number with its country code, for example +91 98765 43210")
  .transform((value) => value.replace(/[\s().-]/g, ""))
  .pipe(
    z.string().regex(/^\+[1-9]\d{6,14}$/, "Enter a phone number with its country code, for example +91 98765 43210")
  )

/** ISO 4217 code, in lower case as Medusa stores it. */
export const currencyCodeText = z
  .string({ error: "Enter a currency code" })
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{3}$/, "Use a three-letter currency code, for example inr")
