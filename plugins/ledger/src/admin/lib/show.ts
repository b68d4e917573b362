import { currencyExponent, toMajorText } from "@atrium/kernel"

import type { AccountView } from "../../contracts"

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })

export const showMoment = (iso: string): string => moment.format(new Date(iso))

/** "12345" rupees in minor units as "INR 123.45"; exact for any number of digits. */
export const showAmount = (minorUnits: string, currencyCode: string): string => {
  const decimals = currencyExponent(currencyCode)
  const format = new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: currencyCode.toUpperCase(),
    currencyDisplay: "code",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  // As text: a JavaScript number would lose digits of large sums.
  return format.format(toMajorText(BigInt(minorUnits), currencyCode) as Intl.StringNumericLiteral)
}

/** "commission_expense" as "Commission expense". */
export const inWords = (name: string): string => {
  const text = name.replace(/[._-]+/g, " ")
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "Affiliate MAYA10"; the id where nobody knows a name. The house has neither. */
export const ownerOf = ({
  owner_type,
  owner_id,
  owner_name,
}: Pick<AccountView, "owner_type" | "owner_id" | "owner_name">): string =>
  owner_id === "-" ? inWords(owner_type) : `${inWords(owner_type)} ${owner_name ?? owner_id}`
