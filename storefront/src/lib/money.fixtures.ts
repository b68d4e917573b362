import fc from "fast-check"

export const anyCurrency = fc.constantFrom("inr", "usd", "eur", "gbp", "jpy", "kwd", "chf", "sgd")
/** Major units, up to two decimals. */
export const anyAmount = fc.integer({ min: 0, max: 99_999_999 }).map((minor) => minor / 100)
