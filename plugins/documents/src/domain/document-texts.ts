import { currencyExponent } from "@atrium/kernel"

import type { DocumentKind } from "../contracts/order-documents"
import type { SellerProfileView } from "../contracts/seller-profile"
import type { DocumentFacts } from "./document-facts"
import { documentWords } from "./document-words"

/** A document with its frozen facts, and the seller profile it was issued with. */
export type PrintableDocument = {
  readonly document: {
    readonly kind: DocumentKind
    readonly number: string
    readonly currency_code: string
    readonly facts: DocumentFacts
    readonly issued_at: Date
  }
  readonly seller: Pick<SellerProfileView, "name" | "address" | "tax_id" | "email" | "locale" | "logo">
}

/** A label, and what it names. */
export type Labelled = readonly [label: string, value: string]
export type Cells = readonly [description: string, quantity: string, rate: string, net: string, amount: string]

/** Everything that a document says, in the seller's language. */
export type DocumentTexts = {
  readonly title: string
  readonly seller: { readonly name: string; readonly lines: readonly string[] }
  readonly buyer: { readonly label: string; readonly name: string; readonly lines: readonly string[] }
  readonly details: readonly Labelled[]
  readonly columns: Cells
  readonly rows: readonly Cells[]
  readonly sums: readonly Labelled[]
  readonly total: Labelled
  readonly foot: string
}

/** How amounts, rates and dates are written. */
const createFormats = (locale: string, currency: string) => {
  // With all decimals of the currency, so that amounts line up below each other.
  const decimals = currencyExponent(currency)
  const amounts = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const rates = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })
  return {
    money: (amount: string) => amounts.format(Number(amount)),
    percent: (rate: string) => rates.format(Number(rate) / 100),
    day: (at: Date) => days.format(at),
  }
}

const formats = new Map<string, ReturnType<typeof createFormats>>()
/** Created once: it takes longer than writing what a document has. */
const formatsOf = (locale: string, currency: string) => {
  const key = `${locale} ${currency}`
  const known = formats.get(key) ?? createFormats(locale, currency)
  formats.set(key, known)
  return known
}

/** The texts of a document, from its facts alone. */
export const documentTexts = ({ document, seller }: PrintableDocument): DocumentTexts => {
  const { facts } = document
  const { buyer } = facts
  const words = documentWords(seller.locale)
  const { money, percent, day } = formatsOf(seller.locale, document.currency_code)
  return {
    title: `${words[document.kind]} ${document.number}`,
    seller: {
      name: seller.name,
      lines: [...seller.address.split("\n"), seller.email, `${words.taxId}: ${seller.tax_id}`],
    },
    buyer: {
      label: words.billedTo,
      name: buyer.name,
      lines: [...buyer.address, ...(buyer.email === buyer.name ? [] : [buyer.email])],
    },
    details: [
      [words.date, day(document.issued_at)],
      [words.order, facts.order_number],
      ...(facts.corrects ? [[words.corrects, facts.corrects] as const] : []),
      ...(document.kind === "receipt" && facts.paid_at ? [[words.paidOn, day(new Date(facts.paid_at))] as const] : []),
    ],
    columns: [words.description, words.quantity, words.rate, words.net, words.amount],
    rows: facts.lines.map(({ description, quantity, rate, net, gross }) => [
      description,
      String(quantity),
      percent(rate),
      money(net),
      money(gross),
    ]),
    sums: [
      [words.net, money(facts.net)],
      ...facts.taxes
        .filter(({ rate }) => Number(rate) > 0)
        .map(({ rate, net, tax }): Labelled => [
          `${words.tax} ${percent(rate)} (${words.net} ${money(net)})`,
          money(tax),
        ]),
    ],
    total: [words.total, money(facts.total)],
    foot: `${seller.name} · ${document.number}`,
  }
}
