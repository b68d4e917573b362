import { currencyExponent } from "@atrium/kernel"

import type { OrderDocumentRow } from "../data/order-documents"
import type { SellerProfileRow } from "../data/seller-profiles"
import { documentWords } from "../domain/document-words"

const FONT = "@expo-google-fonts/noto-sans"
const INK = "#1c1917"
const FAINT = "#57534e"
const LINE = "#d6d3d1"

/** Loaded with the first document: the library and its fonts take memory that most processes never need. */
const loadRenderer = async () => {
  const renderer = await import("@react-pdf/renderer")
  renderer.Font.register({
    family: "Noto Sans",
    fonts: [
      { src: require.resolve(`${FONT}/400Regular/NotoSans_400Regular.ttf`), fontWeight: 400 },
      { src: require.resolve(`${FONT}/600SemiBold/NotoSans_600SemiBold.ttf`), fontWeight: 600 },
    ],
  })
  // Names and numbers stay whole.
  renderer.Font.registerHyphenationCallback((word) => [word])
  return renderer
}
let loading: ReturnType<typeof loadRenderer> | undefined

/** A document with its frozen facts, and the seller profile it was issued with. */
export type PrintableDocument = {
  readonly document: Pick<OrderDocumentRow, "kind" | "number" | "currency_code" | "facts" | "issued_at">
  readonly seller: Pick<SellerProfileRow, "name" | "address" | "tax_id" | "email" | "locale" | "logo">
}

/** Up to so many lines, a document has one page, unless an address or description is uncommonly long. */
const LINES_OF_ONE_PAGE = 8

/** Renders a document as a PDF. Takes about 30 ms of the processor: ask for it through `documentPdf`. */
export const renderDocument = async ({ document, seller }: PrintableDocument): Promise<Buffer> => {
  const { Document, Image, Page, renderToBuffer, StyleSheet, Text, View } = await (loading ??= loadRenderer())
  const { facts } = document
  const words = documentWords(seller.locale)
  // With all decimals of the currency, so that amounts line up below each other.
  const decimals = currencyExponent(document.currency_code)
  const amounts = new Intl.NumberFormat(seller.locale, {
    style: "currency",
    currency: document.currency_code.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const money = (amount: string) => amounts.format(Number(amount))
  const percent = (rate: string) =>
    new Intl.NumberFormat(seller.locale, { style: "percent", maximumFractionDigits: 4 }).format(Number(rate) / 100)
  const day = (at: Date) => new Intl.DateTimeFormat(seller.locale, { dateStyle: "long", timeZone: "UTC" }).format(at)
  const style = StyleSheet.create({
    page: { fontFamily: "Noto Sans", fontSize: 9.5, lineHeight: 1.4, color: INK, padding: 48 },
    row: { flexDirection: "row", justifyContent: "space-between" },
    head: { marginBottom: 28 },
    logo: { maxHeight: 40, maxWidth: 160, objectFit: "contain", alignSelf: "flex-start" },
    // A line height of its own: the inherited one is that of the small text.
    title: { fontSize: 20, lineHeight: 1.3, fontWeight: 600, marginBottom: 14 },
    label: { color: FAINT, fontSize: 8.5 },
    strong: { fontWeight: 600 },
    tableHead: { flexDirection: "row", borderBottom: `1 solid ${INK}`, paddingVertical: 5, fontWeight: 600 },
    tableRow: { flexDirection: "row", borderBottom: `0.5 solid ${LINE}`, paddingVertical: 6 },
    description: { flexGrow: 1, flexBasis: 0, paddingRight: 8 },
    small: { width: 64, textAlign: "right" },
    amount: { width: 82, textAlign: "right" },
    sums: { alignSelf: "flex-end", width: 260, marginTop: 14 },
    total: { borderTop: `1 solid ${INK}`, marginTop: 4, paddingTop: 5, fontSize: 11.5, fontWeight: 600 },
    // From the top: the library loses a text that it computes when it is placed from the bottom.
    foot: { position: "absolute", top: 802, left: 48, right: 48, color: FAINT, fontSize: 8, textAlign: "center" },
  })
  const details = [
    [words.date, day(document.issued_at)],
    [words.order, facts.order_number],
    ...(facts.corrects ? [[words.corrects, facts.corrects]] : []),
    ...(document.kind === "receipt" && facts.paid_at ? [[words.paidOn, day(new Date(facts.paid_at))]] : []),
  ]
  const sum = (label: string, amount: string, key: string) => (
    <View key={key} style={style.row}>
      <Text style={style.label}>{label}</Text>
      <Text>{money(amount)}</Text>
    </View>
  )
  const foot = `${seller.name} · ${document.number}`
  return renderToBuffer(
    <Document
      title={`${words[document.kind]} ${document.number}`}
      author={seller.name}
      language={seller.locale}
      creationDate={document.issued_at}
      modificationDate={document.issued_at}
    >
      <Page size="A4" style={style.page}>
        <View style={[style.row, style.head]}>
          <View>{seller.logo ? <Image style={style.logo} src={seller.logo} /> : null}</View>
          <View style={{ textAlign: "right" }}>
            <Text style={style.strong}>{seller.name}</Text>
            {/* A line break has no glyph. */}
            {seller.address.split("\n").map((line, at) => (
              <Text key={at}>{line}</Text>
            ))}
            <Text>{seller.email}</Text>
            <Text>{`${words.taxId}: ${seller.tax_id}`}</Text>
          </View>
        </View>
        <Text style={style.title}>{`${words[document.kind]} ${document.number}`}</Text>
        <View style={[style.row, style.head]}>
          <View>
            <Text style={style.label}>{words.billedTo}</Text>
            <Text style={style.strong}>{facts.buyer.name}</Text>
            {facts.buyer.address.map((line, at) => (
              <Text key={at}>{line}</Text>
            ))}
            {facts.buyer.email === facts.buyer.name ? null : <Text>{facts.buyer.email}</Text>}
          </View>
          <View style={{ width: 220 }}>
            {details.map(([label, value]) => (
              <View key={label} style={style.row}>
                <Text style={style.label}>{label}</Text>
                <Text>{value}</Text>
              </View>
            ))}
          </View>
        </View>
        <View style={style.tableHead} fixed>
          <Text style={style.description}>{words.description}</Text>
          <Text style={style.small}>{words.quantity}</Text>
          <Text style={style.small}>{words.rate}</Text>
          <Text style={style.amount}>{words.net}</Text>
          <Text style={style.amount}>{words.amount}</Text>
        </View>
        {facts.lines.map((line, at) => (
          <View key={at} style={style.tableRow} wrap={false}>
            <Text style={style.description}>{line.description}</Text>
            <Text style={style.small}>{line.quantity}</Text>
            <Text style={style.small}>{percent(line.rate)}</Text>
            <Text style={style.amount}>{money(line.net)}</Text>
            <Text style={style.amount}>{money(line.gross)}</Text>
          </View>
        ))}
        <View style={style.sums} wrap={false}>
          {sum(words.net, facts.net, "net")}
          {facts.taxes
            .filter(({ rate }) => Number(rate) > 0)
            .map((tax) => sum(`${words.tax} ${percent(tax.rate)} (${words.net} ${money(tax.net)})`, tax.tax, tax.rate))}
          <View style={[style.row, style.total]}>
            <Text>{words.total}</Text>
            <Text>{money(facts.total)}</Text>
          </View>
        </View>
        {/* Counting the pages lays everything out again, which is a quarter of the time. */}
        {facts.lines.length <= LINES_OF_ONE_PAGE ? (
          <Text style={style.foot} fixed>
            {foot}
          </Text>
        ) : (
          <Text
            style={style.foot}
            fixed
            render={({ pageNumber, totalPages }) => `${foot} · ${pageNumber}/${totalPages}`}
          />
        )}
      </Page>
    </Document>
  )
}
