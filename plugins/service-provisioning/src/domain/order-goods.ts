type Line = {
  readonly line_id: string
  readonly title: string
  readonly variant_title: string | null
  readonly held: number
  readonly held_total: string
}

/** A line that is not a service, as emails show it; `amount` is decimal text in major units. */
export type OrderGoods = { readonly title: string; readonly quantity: number; readonly amount: string }

// The variant that Medusa makes for a product without options.
const UNNAMED = "Default variant"

/** An order's goods: every line except those of its service requests. */
export const goodsOf = (lines: readonly Line[], serviceLines: readonly string[]): OrderGoods[] =>
  lines
    .filter((line) => line.held > 0 && !serviceLines.includes(line.line_id))
    .map(({ title, variant_title: variant, held, held_total }) => ({
      title: variant && variant !== UNNAMED ? `${title} – ${variant}` : title,
      quantity: held,
      amount: held_total,
    }))
