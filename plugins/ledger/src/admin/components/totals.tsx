import { formatCount, formatMinorUnits } from "@atrium/admin-kit"
import { StatusBadge, Text } from "@medusajs/ui"

import { useAccounts } from "../lib/ledger"

/** Whether the accounts of each currency add up to zero. */
export const Totals = () => {
  const totals = useAccounts({ limit: 1 }).data?.totals ?? []
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2">
      {totals.map(({ currency_code, accounts, sum }) => (
        <span key={currency_code} className="flex items-center gap-x-2">
          <StatusBadge color={sum === "0" ? "green" : "red"}>
            {sum === "0" ? "Balanced" : `Out of balance by ${formatMinorUnits(sum, currency_code)}`}
          </StatusBadge>
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {`${currency_code.toUpperCase()}, ${formatCount(accounts, "account")}`}
          </Text>
        </span>
      ))}
    </div>
  )
}
