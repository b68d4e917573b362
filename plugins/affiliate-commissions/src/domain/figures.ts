import { toMajorNumber } from "@atrium/kernel"

import type { CurrencyFiguresOut } from "../contracts/portal"
import { AFFILIATE_PURPOSES } from "../contracts/statuses"

type Balance = { readonly purpose: string; readonly currency_code: string; readonly balance: bigint }

/** An affiliate's balances as figures, one row per currency: each amount is the balance of one account. */
export const figuresOf = (balances: readonly Balance[]): CurrencyFiguresOut[] =>
  [...new Set(balances.map(({ currency_code: code }) => code))].sort().map((currency_code) => {
    const minor = (purpose: string): bigint =>
      balances.find((one) => one.currency_code === currency_code && one.purpose === purpose)?.balance ?? 0n
    const [pending, held, payable, paid] = AFFILIATE_PURPOSES.map(minor) as [bigint, bigint, bigint, bigint]
    const major = (amount: bigint) => toMajorNumber(amount, currency_code)
    return {
      currency_code,
      ...{ pending: major(pending), held: major(held), payable: major(payable), paid: major(paid) },
      earned: major(pending + payable + paid),
    }
  })

/** conversions ÷ clicks, four decimals; null while there is no click. */
export const conversionRate = (conversions: number, clicks: number): number | null =>
  clicks === 0 ? null : Math.round((conversions / clicks) * 10_000) / 10_000
