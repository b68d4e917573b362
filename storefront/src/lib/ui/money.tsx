import { formatMoney } from "@atrium/kernel"
import { cn } from "./cn"

/** An amount in major units with its currency symbol and tabular figures. */
export const Money = ({
  amount,
  currencyCode,
  locale = "en",
  className,
}: {
  amount: number
  currencyCode: string
  locale?: string
  className?: string
}) => <span className={cn("figures whitespace-nowrap", className)}>{formatMoney(amount, currencyCode, locale)}</span>
