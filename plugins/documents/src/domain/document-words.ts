import type { DocumentKind } from "../contracts/order-documents"
import type { DOCUMENT_LANGUAGES } from "../contracts/seller-profile"

type Words = Readonly<Record<DocumentKind, string>> & {
  readonly order: string
  readonly date: string
  readonly paidOn: string
  readonly billedTo: string
  readonly taxId: string
  readonly description: string
  readonly quantity: string
  readonly rate: string
  readonly net: string
  readonly tax: string
  readonly amount: string
  readonly total: string
  readonly corrects: string
  readonly shipping: string
  readonly rounding: string
  readonly refund: string
}

const WORDS: Readonly<Record<(typeof DOCUMENT_LANGUAGES)[number], Words>> = {
  en: {
    receipt: "Receipt",
    invoice: "Tax invoice",
    credit_note: "Credit note",
    order: "Order",
    date: "Date",
    paidOn: "Paid on",
    billedTo: "Billed to",
    taxId: "Tax number",
    description: "Description",
    quantity: "Quantity",
    rate: "Tax rate",
    net: "Net",
    tax: "Tax",
    amount: "Amount",
    total: "Total",
    corrects: "Corrects invoice",
    shipping: "Shipping",
    rounding: "Rounding",
    refund: "Refund",
  },
  de: {
    receipt: "Quittung",
    invoice: "Rechnung",
    credit_note: "Rechnungskorrektur",
    order: "Bestellung",
    date: "Datum",
    paidOn: "Bezahlt am",
    billedTo: "Rechnungsempfänger",
    taxId: "Steuernummer",
    description: "Beschreibung",
    quantity: "Menge",
    rate: "Steuersatz",
    net: "Netto",
    tax: "Steuer",
    amount: "Betrag",
    total: "Gesamtbetrag",
    corrects: "Korrigiert Rechnung",
    shipping: "Versand",
    rounding: "Rundung",
    refund: "Erstattung",
  },
}

/** The words of documents in a locale's language. */
export const documentWords = (locale: string): Words =>
  new Intl.Locale(locale).language === "de" ? WORDS.de : WORDS.en
