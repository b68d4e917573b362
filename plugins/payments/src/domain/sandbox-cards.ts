/**
 * The sandbox's cards and their outcomes. Every other number with a valid check digit is declined.
 */
export type CardOutcome =
  | { readonly kind: "succeed"; readonly slow?: true; readonly disputed?: true }
  | { readonly kind: "authenticate" }
  | { readonly kind: "decline"; readonly code: "card_declined" | "insufficient_funds" | "expired_card" }

const OUTCOMES: Readonly<Record<string, CardOutcome>> = {
  "4242424242424242": { kind: "succeed" },
  "4000000000000002": { kind: "decline", code: "card_declined" },
  "4000000000009995": { kind: "decline", code: "insufficient_funds" },
  "4000000000000069": { kind: "decline", code: "expired_card" },
  "4000002500003155": { kind: "authenticate" },
  "4000000000000119": { kind: "succeed", slow: true },
  "4000000000000259": { kind: "succeed", disputed: true },
}

export const SANDBOX_CARD_NUMBERS = Object.keys(OUTCOMES)

/** What happens when this number (digits only) is charged. */
export const outcomeOf = (digits: string): CardOutcome => OUTCOMES[digits] ?? { kind: "decline", code: "card_declined" }

const BRANDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^3[47]/, "amex"],
  [/^(6521|6522|508|81|82|60)/, "rupay"],
]

/** The name on the card, by its first digits. */
export const brandOf = (digits: string): string => BRANDS.find(([prefix]) => prefix.test(digits))?.[1] ?? "unknown"
