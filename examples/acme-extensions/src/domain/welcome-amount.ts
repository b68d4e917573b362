import { commissionRule } from "@atrium/affiliate-commissions/extension-points"
import { z } from "zod"

/** Pays a fixed amount for each new customer, on the first line of their first order. */
export const welcomeAmount = commissionRule({
  kind: "acme-new-customer",
  label: "Fixed amount per new customer",
  // Amounts in minor units by currency. Other currencies pay nothing.
  config: z.strictObject({ amounts: z.record(z.string().regex(/^[a-z]{3}$/), z.int().min(0)) }),
  describe: () => "A fixed amount per new customer",
  owed: ({ amounts }, { order, line, customer }) => {
    const isFirst = customer.first_order && order.lines[0]?.id === line.id
    return { amount: isFirst ? BigInt(amounts[order.currency_code] ?? 0) : 0n }
  },
})
