/** Returns a currency's symbol: "₹" for "inr". */
export const currencySymbol = (currencyCode: string, locale = "en"): string =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currencyCode.toUpperCase(),
    currencyDisplay: "narrowSymbol",
  })
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value ?? currencyCode.toUpperCase()
