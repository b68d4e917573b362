/** "30" as 30; undefined for what is no whole number from `min` to `max`. */
export const wholeNumber = (text: string, min: number, max: number): number | undefined => {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

/** "12.5" or "12,5" percent as 1250 basis points; undefined for what is no rate from 0 to 100 with two decimals. */
export const basisPoints = (text: string): number | undefined => {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const value = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"))
  return value <= 10_000 ? value : undefined
}

/** 1250 basis points as "12.5", for a field. */
export const percentText = (rate: number): string => String(rate / 100)
