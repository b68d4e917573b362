import { inflateSync } from "node:zlib"

import { formatMoney } from "@atrium/kernel"

import { orderFacts } from "../domain/document-facts"
import { documentWords } from "../domain/document-words"
import { renderDocument } from "./render-document"

jest.setTimeout(60_000)

const LOGO =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
const seller = {
  name: "Atrium Services Pvt Ltd",
  address: "12 MG Road\nBengaluru 560001\nIndia",
  tax_id: "29ABCDE1234F1Z5",
  email: "accounts@atrium.test",
  locale: "en-IN",
  logo: LOGO,
}
const order = {
  reference: "OR-7Q2K-9MXB-4TZ",
  currency_code: "inr",
  cost: "11800",
  captured_at: new Date("2026-11-29T10:00:00Z"),
}
const line = { description: "Company incorporation – Standard", quantity: 1, total: "11800", tax_rate: "18" }
const buyer = { name: "Zoë Łukasik आशा Ραο Рао", email: "zoe@example.com", address: ["1 Main Road", "DE"] }
const document = {
  kind: "invoice" as const,
  number: "AT-INV-2026-00001",
  currency_code: "inr",
  facts: orderFacts(order, [line], buyer, "Rounding"),
  issued_at: new Date("2026-11-29T10:00:00Z"),
}

/** The fonts of a PDF. */
const fontsOf = (pdf: Buffer): string[] => [
  ...new Set([...pdf.toString("latin1").matchAll(/\/BaseFont \/(?:[A-Z]+\+)?(\S+)/g)].map(([, name = ""]) => name)),
]
/** The contents of a PDF's streams that are compressed. */
const streamsOf = (pdf: Buffer): string[] =>
  [...pdf.toString("latin1").matchAll(/stream\n([^]*?)\nendstream/g)].flatMap(([, stream = ""]) => {
    try {
      return [inflateSync(Buffer.from(stream, "latin1")).toString("latin1")]
    } catch {
      return []
    }
  })

/** How far the lines of text stand from the top: what is above or below the page cannot be seen. */
const heightsOf = (pdf: Buffer): number[] =>
  streamsOf(pdf).flatMap((stream) =>
    [...stream.matchAll(/^1 0 0 1 \S+ (\S+) Tm$/gm)].map(([, y]) => Math.round(841.89 - Number(y)))
  )
const FOOT = 811
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0

/** Signs that the font lacks, which another stands for: its text is the sign itself. */
const missingIn = (pdf: Buffer): string[] =>
  streamsOf(pdf).flatMap((stream) =>
    [...stream.matchAll(/\/ActualText \(\xFE\xFF([^]*?)\)\n>> BDC/g)].map(([, text = ""]) =>
      Buffer.from(text, "latin1").swap16().toString("utf16le")
    )
  )

const OWN = ["NotoSans-Regular", "NotoSans-SemiBold"]

describe("the PDF of a document", () => {
  it("is the same for the same facts, has one page, and embeds only the glyphs of its font that it uses", async () => {
    const [one, other] = [await renderDocument({ document, seller }), await renderDocument({ document, seller })]
    expect(one.subarray(0, 5).toString()).toBe("%PDF-")
    expect(one.equals(other)).toBe(true)
    expect(pagesOf(one)).toBe(1)
    expect(fontsOf(one).sort()).toEqual(OWN)
    expect(one.length).toBeLessThan(80_000)
  })

  it("can be read aloud: it has a language, a title and a table whose columns have heads", async () => {
    const text = (await renderDocument({ document, seller })).toString("latin1")
    const tagged = (tag: string) => text.match(new RegExp(`/S /${tag}\\b`, "g"))?.length
    expect(text).toContain("/Lang (en-IN)")
    expect(text).toContain("/Marked true")
    expect([tagged("H1"), tagged("TR"), tagged("TH"), tagged("TD")]).toEqual([1, 2, 5, 5])
  })

  it("has more pages for a long order, with a footer on each page", async () => {
    const lines = Array.from({ length: 60 }, (_, at) => ({ ...line, description: `Service ${at}`, total: "1" }))
    const long = {
      ...document,
      kind: "receipt" as const,
      facts: orderFacts({ ...order, cost: "60" }, lines, buyer, "R"),
    }
    const pdf = await renderDocument({ document: long, seller: { ...seller, logo: null, locale: "de-DE" } })
    expect(pagesOf(pdf)).toBeGreaterThan(1)
    for (const one of [pdf, await renderDocument({ document, seller })]) {
      const heights = heightsOf(one)
      expect(heights.filter((y) => y < 0 || y > 842)).toEqual([])
      expect(heights.filter((y) => y === FOOT)).toHaveLength(pagesOf(one))
    }
  })

  it("can draw every amount and word, in every currency sold and every language of documents", async () => {
    const words = [documentWords("en"), documentWords("de")].flatMap((one) => Object.values(one))
    const amounts = ["en", "en-IN", "de-DE", "en-US"].flatMap((locale) =>
      ["inr", "eur", "usd", "gbp", "kwd", "jpy", "aed"].map((currency) => formatMoney(-1234.5, currency, locale))
    )
    const withLine = (description: string) =>
      renderDocument({
        document: { ...document, facts: orderFacts(order, [{ ...line, description }], buyer, "R") },
        seller,
      })
    const own = await withLine([...new Set([...words, ...amounts, "₹€£¥"].join(""))].join(""))
    expect(missingIn(own)).toEqual([])
    expect(fontsOf(own).sort()).toEqual(OWN)
    expect(missingIn(await withLine("Invoice 請求書"))).toEqual(["請求書"])
  })

  it("keeps a long name in its column, and leaves out a logo that is no image", async () => {
    const name = "Verwaltungsgesellschaft".repeat(10)
    const pdf = await renderDocument({
      document: { ...document, facts: orderFacts(order, [{ ...line, description: name }], { ...buyer, name }, "R") },
      seller: { ...seller, name, logo: `data:image/png;base64,${Buffer.from("no image").toString("base64")}` },
    })
    expect(pdf.toString("latin1")).not.toContain("/Subtype /Image")
    const heights = heightsOf(pdf)
    expect(heights.length).toBeGreaterThan(heightsOf(await renderDocument({ document, seller })).length + 8)
    expect(heights.filter((y) => y < 0 || y > 842)).toEqual([])
  })
})
