import { z } from "zod"

// Postgres text cannot hold NUL, and other control characters have no business in a field a person fills in.
// eslint-disable-next-line no-control-regex
const FORBIDDEN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// eslint-disable-next-line no-control-regex
const FORBIDDEN_BLOCK = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

const wellFormed = (value: string) =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)

export type SafeTextOptions = {
  min?: number
  max: number
  /** Line breaks and tabs allowed. */
  multiline?: boolean
  /** The sentence shown when it is missing or too short. */
  required?: string
}

/** Text from outside: trimmed, NFC, bounded, without control characters or broken surrogates. */
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
        .refine(wellFormed, "Remove the broken characters")
        .refine((value) => !(multiline ? FORBIDDEN_BLOCK : FORBIDDEN_LINE).test(value), "Remove the control characters")
    )

/** An id as Medusa makes them, in a path or a body. */
export const idText = z.string({ error: "Enter an id" }).regex(/^[A-Za-z0-9_-]{1,128}$/, "This is not a valid id")

/** A product's handle. */
export const handleText = z
  .string({ error: "Enter a handle" })
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "This is not a valid handle")
  .max(200, "This is not a valid handle")

/** A mailbox as a person types it; kept as typed but for case and surrounding space. */
export const emailText = z
  .string({ error: "Enter your email address" })
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters")
  .regex(
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/,
    "Enter a valid email address, for example name@example.com"
  )

/** A phone number in E.164, blanks and dashes forgiven: "+91 98765 43210" becomes "+919876543210". */
export const phoneText = z
  .string({ error: "Enter your phone number" })
  .max(40, "Enter a phone number with its country code, for example +91 98765 43210")
  .transform((value) => value.replace(/[\s().-]/g, ""))
  .pipe(
    z.string().regex(/^\+[1-9]\d{6,14}$/, "Enter a phone number with its country code, for example +91 98765 43210")
  )

/** ISO 4217 code, lower case as Medusa keeps it. */
export const currencyCodeText = z
  .string({ error: "Enter a currency code" })
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{3}$/, "Use a three-letter currency code, for example inr")
