import { buffer } from "node:stream/consumers"

import { documentTexts, type PrintableDocument } from "../domain/document-texts"
import { drawDocument } from "./draw-document"
import { loadFonts, typesetter } from "./pdf-text"

/** Loaded with the first document: the library and its fonts take memory that most processes never need. */
const load = async () => {
  const { default: PDFDocument } = await import("pdfkit")
  return { PDFDocument, fonts: await loadFonts() }
}
let loading: ReturnType<typeof load> | undefined

/** Renders a document as a PDF. Takes 9 ms of the processor, and 30 with many lines: ask for it through `documentPdf`. */
export const renderDocument = async ({ document, seller }: PrintableDocument): Promise<Buffer> => {
  const { PDFDocument, fonts } = await (loading ??= load())
  const texts = documentTexts({ document, seller })
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    // None but ours: the default one would be read for nothing.
    font: "",
    bufferPages: true,
    // Programs that read the document aloud need its structure and language.
    tagged: true,
    pdfVersion: "1.5",
    lang: seller.locale,
    displayTitle: true,
    // The file's identifier is computed from these: the same facts give the same bytes.
    info: {
      Title: texts.title,
      Author: seller.name,
      CreationDate: document.issued_at,
      ModDate: document.issued_at,
    },
  })
  drawDocument(pdf, typesetter(pdf, fonts), texts, seller.logo)
  const bytes = buffer(pdf)
  pdf.end()
  return bytes
}
