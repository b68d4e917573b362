import { currencyExponent } from "@atrium/kernel"

/**
 * Stripe uses its own smallest units. For a few currencies they differ from ISO 4217's minor units; the official
 * provider's table decides, because it sends the amount.
 */
const STRIPE_EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ").map((code) => [code, 0])
  ),
  ...Object.fromEntries("bhd iqd jod kwd omr tnd".split(" ").map((code) => [code, 3])),
}

/** Stripe wants Ugandan shillings in hundredths, the official provider sends whole ones: a hundredth would be charged. */
const NOT_CHARGED: ReadonlySet<string> = new Set(["ugx"])

const shiftOf = (currencyCode: string): number => {
  const code = currencyCode.toLowerCase()
  return (STRIPE_EXPONENTS[code] ?? 2) - currencyExponent(code)
}

/**
 * Minor units of ours in Stripe's units; null where Stripe cannot charge exactly this: a fraction of its unit, or a
 * third decimal (it wants three-decimal amounts in steps of ten). Such a payment is refused before it starts (R03).
 */
export const stripeUnits = (minor: bigint, currencyCode: string): bigint | null => {
  const code = currencyCode.toLowerCase()
  if (NOT_CHARGED.has(code)) return null
  const shift = shiftOf(code)
  const scale = 10n ** BigInt(Math.abs(shift))
  if (shift < 0 && minor % scale !== 0n) return null
  const units = shift < 0 ? minor / scale : minor * scale
  return STRIPE_EXPONENTS[code] === 3 && units % 10n !== 0n ? null : units
}

/** Stripe's units in minor units of ours. What Stripe holds for us was made by `stripeUnits`, so nothing is lost. */
export const minorUnitsOfStripe = (units: number, currencyCode: string): bigint => {
  const shift = shiftOf(currencyCode)
  const scale = 10n ** BigInt(Math.abs(shift))
  return shift < 0 ? BigInt(units) * scale : BigInt(units) / scale
}
