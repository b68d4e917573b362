import { showAmount } from "../lib/show"

/** An amount in the account's currency, figures under each other; what goes out has its minus sign. */
export const Amount = ({ minorUnits, currencyCode }: { minorUnits: string; currencyCode: string }) => (
  <span className="block whitespace-nowrap text-right tabular-nums">{showAmount(minorUnits, currencyCode)}</span>
)
