import { clock } from "@atrium/kernel"
import { z } from "zod"

/**
 * Validation rules of the card form, shared by the gateway and the storefront, so that both show the same messages.
 * A card number is never stored or logged; only its last four digits are.
 */

/** ISO/IEC 7812: whether the check digit of a number (digits only) is valid. */
export const passesLuhn = (digits: string): boolean => {
  if (!/^\d{12,19}$/.test(digits)) return false
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Compares business time with the card's month; a card is valid until the end of its month. */
export const isExpired = (month: number, year: number, now: Date): boolean =>
  year < now.getUTCFullYear() || (year === now.getUTCFullYear() && month < now.getUTCMonth() + 1)

const wholeNumber = (sentence: string) =>
  z
    .union(
      [
        z.number().int(sentence),
        z
          .string()
          .trim()
          .regex(/^\d{1,4}$/, sentence),
      ],
      { error: sentence }
    )
    .transform(Number)

const numberText = z
  .string({ error: "Enter the card number" })
  .max(40, "Enter the number as printed on the card")
  .transform((value) => value.replace(/[\s-]/g, ""))
  .pipe(
    z
      .string()
      .min(1, "Enter the card number")
      .regex(/^\d{12,19}$/, "Enter the number as printed on the card")
      .refine(
        (digits) => !/^\d{12,19}$/.test(digits) || passesLuhn(digits),
        "This card number is invalid. Check it for typos"
      )
  )

const monthNumber = wholeNumber("Enter the month as a number from 1 to 12").pipe(
  z.number().min(1, "Enter the month as a number from 1 to 12").max(12, "Enter the month as a number from 1 to 12")
)

const yearNumber = wholeNumber("Enter the year, for example 2030")
  .transform((year) => (year < 100 ? 2000 + year : year))
  .pipe(z.number().min(2000, "Enter the year, for example 2030").max(2099, "Enter the year, for example 2030"))

const cvcText = z
  .string({ error: "Enter the three or four digits on the back of the card" })
  .trim()
  .regex(/^\d{3,4}$/, "Enter the three or four digits on the back of the card")

/** A card as a form sends it; every invalid field has one message. */
export const Card = z
  .strictObject(
    { number: numberText, exp_month: monthNumber, exp_year: yearNumber, cvc: cvcText },
    { error: "Enter the card's details" }
  )
  .refine((card) => !isExpired(card.exp_month, card.exp_year, clock.now()), {
    path: ["exp_year"],
    error: "This card has expired",
  })
export type Card = z.output<typeof Card>
