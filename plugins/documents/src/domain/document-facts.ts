import { roundToMinorUnits, splitProRata, toMajorText, toMinorUnits, weightOf } from "@atrium/kernel"
import { z } from "zod"

const amount = z.string()
const TaxAmount = z.object({ rate: z.string(), net: amount, tax: amount })

/** What a document states, frozen when it is issued. Amounts are decimal text in major units. */
export const DocumentFacts = z.object({
  order_number: z.string(),
  buyer: z.object({ name: z.string(), email: z.string(), address: z.array(z.string()) }),
  lines: z.array(TaxAmount.extend({ description: z.string(), quantity: z.number().int(), gross: amount })),
  /** By tax rate in percent. */
  taxes: z.array(TaxAmount),
  net: amount,
  tax: amount,
  total: amount,
  paid_at: z.string().nullable(),
  /** The invoice that a credit note corrects. */
  corrects: z.string().nullable(),
})
export type DocumentFacts = z.output<typeof DocumentFacts>

export type Buyer = DocumentFacts["buyer"]

/** One line with its total including tax, and its tax rate in percent. */
export type PricedLine = {
  readonly description: string
  readonly quantity: number
  readonly total: string
  readonly tax_rate: string
}

export type PricedOrder = {
  readonly reference: string
  readonly currency_code: string
  /** What the lines and shipping cost together, in the order's books. */
  readonly cost: string
  readonly captured_at: Date
}

/** A line of an order of which a refund was made for whole units. */
export type CreditedLine = {
  readonly description: string
  readonly quantity: number
  /** What the refund pays back for it, with tax: decimal text in major units. */
  readonly total: string
  readonly tax_rate: string
}

const HUNDRED_PERCENT = weightOf("100")

/** Net part of a gross amount, rounded half up. */
const netOf = (gross: bigint, rate: string): bigint => {
  const whole = HUNDRED_PERCENT + weightOf(rate)
  return (gross * HUNDRED_PERCENT * 2n + whole) / (whole * 2n)
}

/** "18.0000" and "18" are the same rate. */
const plainRate = (rate: string): string => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate)

type Cut = { description: string; quantity: number; rate: string; gross: bigint; net: bigint }

const cutOf = (description: string, quantity: number, gross: bigint, rate: string): Cut => ({
  description,
  quantity,
  rate: plainRate(rate),
  gross,
  net: netOf(gross, rate),
})

const factsOf = (
  cuts: readonly Cut[],
  currency: string,
  rest: Pick<DocumentFacts, "order_number" | "buyer" | "paid_at" | "corrects">
): DocumentFacts => {
  const text = (minor: bigint) => toMajorText(minor, currency)
  const sum = (of: readonly Cut[], read: (cut: Cut) => bigint) => of.reduce((total, cut) => total + read(cut), 0n)
  const taxOf = (cut: Cut) => cut.gross - cut.net
  const rates = [...new Set(cuts.map(({ rate }) => rate))].sort((one, other) => Number(other) - Number(one))
  return {
    ...rest,
    lines: cuts.map(({ description, quantity, rate, gross, net }) => ({
      description,
      quantity,
      rate,
      net: text(net),
      tax: text(gross - net),
      gross: text(gross),
    })),
    taxes: rates.map((rate) => {
      const of = cuts.filter((cut) => cut.rate === rate)
      return { rate, net: text(sum(of, ({ net }) => net)), tax: text(sum(of, taxOf)) }
    }),
    net: text(sum(cuts, ({ net }) => net)),
    tax: text(sum(cuts, taxOf)),
    total: text(sum(cuts, ({ gross }) => gross)),
  }
}

/** The facts of an order's receipt and invoice. Lines are rounded each; what is left to the order's total is a line. */
export const orderFacts = (
  order: PricedOrder,
  lines: readonly PricedLine[],
  buyer: Buyer,
  rounding: string
): DocumentFacts => {
  const currency = order.currency_code
  const cuts = lines.map((line) =>
    cutOf(line.description, line.quantity, roundToMinorUnits(line.total, currency), line.tax_rate)
  )
  const left = roundToMinorUnits(order.cost, currency) - cuts.reduce((total, { gross }) => total + gross, 0n)
  if (left !== 0n) cuts.push({ description: rounding, quantity: 1, rate: "0", gross: left, net: left })
  return factsOf(cuts, currency, {
    order_number: order.reference,
    buyer,
    paid_at: order.captured_at.toISOString(),
    corrects: null,
  })
}

type Credit = {
  readonly invoice: { readonly number: string; readonly facts: DocumentFacts }
  readonly currency: string
}

/** The facts of the credit note of a refund that was made for chosen units: it names their lines, each at its own rate. */
export const creditedLineFacts = ({ invoice, currency }: Credit, lines: readonly CreditedLine[]): DocumentFacts =>
  factsOf(
    lines.map((line) => cutOf(line.description, line.quantity, roundToMinorUnits(line.total, currency), line.tax_rate)),
    currency,
    {
      order_number: invoice.facts.order_number,
      buyer: invoice.facts.buyer,
      paid_at: null,
      corrects: invoice.number,
    }
  )

/**
 * The facts of a refund's credit note: the refund by tax rate, in the shares of the invoice. Shares are computed from
 * everything that is refunded so far, so that the credit notes of a full refund sum to the invoice's taxes.
 * @param before what earlier credit notes of the order refunded, decimal text in major units
 */
export const creditFacts = (
  { invoice, currency }: Credit,
  refund: { readonly amount: string; readonly before: string },
  description: string
): DocumentFacts => {
  const minor = (text: string) => toMinorUnits(text, currency)
  const parts = invoice.facts.taxes
    .map(({ rate, net, tax }) => ({ id: rate, weight: minor(net) + minor(tax) }))
    .filter(({ weight }) => weight > 0n)
  const amount = roundToMinorUnits(refund.amount, currency)
  const before = roundToMinorUnits(refund.before, currency)
  const rates = parts.length ? parts : [{ id: "0", weight: 1n }]
  const [until, from, alone] = [before + amount, before, amount].map((total) => splitProRata(total, rates))
  const grown = rates.map(({ id }) => (until?.get(id) ?? 0n) - (from?.get(id) ?? 0n))
  // A share may shrink by one minor unit as the sum grows; this refund is then split on its own.
  const shares = grown.every((share) => share >= 0n) ? grown : rates.map(({ id }) => alone?.get(id) ?? 0n)
  const cuts = rates.flatMap(({ id: rate }, index): Cut[] => {
    const gross = shares[index] ?? 0n
    if (gross === 0n) return []
    const earlier = grown[index] === gross ? (from?.get(rate) ?? 0n) : 0n
    return [{ description, quantity: 1, rate, gross, net: netOf(earlier + gross, rate) - netOf(earlier, rate) }]
  })
  return factsOf(cuts, currency, {
    order_number: invoice.facts.order_number,
    buyer: invoice.facts.buyer,
    paid_at: null,
    corrects: invoice.number,
  })
}
