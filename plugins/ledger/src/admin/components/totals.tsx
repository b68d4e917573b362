import { StatusBadge, Text } from "@medusajs/ui"

import { useAccounts } from "../lib/ledger"
import { showAmount } from "../lib/show"

/** What every account of a currency sums to: zero, and an alarm when it is not. */
export const Totals = () => {
  const totals = useAccounts({ limit: 1 }).data?.totals ?? []
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2">
      {totals.map(({ currency_code, accounts, sum }) => (
        <span key={currency_code} className="flex items-center gap-x-2">
          <StatusBadge color={sum === "0" ? "green" : "red"}>
            {sum === "0" ? "Sums to zero" : "Does not sum to zero"}
          </StatusBadge>
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {`${showAmount(sum, currency_code)} over ${accounts} ${accounts === 1 ? "account" : "accounts"}`}
          </Text>
        </span>
      ))}
    </div>
  )
}
