import { formatMinorUnits } from "@atrium/admin-kit"

/** An amount in the account's currency, right-aligned. */
export const Amount = ({ minorUnits, currencyCode }: { minorUnits: string; currencyCode: string }) => (
  <span className="block whitespace-nowrap text-right tabular-nums">{formatMinorUnits(minorUnits, currencyCode)}</span>
)
