import type { Cells, DocumentTexts, Labelled } from "../domain/document-texts"
import type { TextStyle, Typesetter } from "./pdf-text"

// A4, in points.
const LEFT = 48
const RIGHT = 547.28
const TOP = 48
const BOTTOM = 793.89
const FOOT = 802
const LINE = 13.3

const INK = "#1c1917"
const FAINT = "#57534e"
const LIGHT = "#d6d3d1"

const PLAIN: TextStyle = { font: "regular", size: 9.5, color: INK }
const STRONG: TextStyle = { ...PLAIN, font: "semibold" }
const LABEL: TextStyle = { ...PLAIN, size: 8.5, color: FAINT }
const TITLE: TextStyle = { ...STRONG, size: 20 }
const TOTAL: TextStyle = { ...STRONG, size: 11.5 }
const FOOTER: TextStyle = { ...LABEL, size: 8 }

const TITLE_LINE = 26
const FOOT_LINE = 11.2

const HEAD_GAP = 28
const TITLE_GAP = 14
const HEAD_PADDING = 5
const ROW_PADDING = 6
const LOGO = { width: 160, height: 40 }
const DETAILS = 220
const SUMS = 260
/** Between columns of text that stand beside each other. */
const GAP = 24

/** Where the table's columns end. The description has what is left. */
const COLUMN_ENDS = [RIGHT - 82 - 82 - 64, RIGHT - 82 - 82, RIGHT - 82, RIGHT]
const DESCRIPTION = RIGHT - LEFT - 82 - 82 - 64 - 64 - 8

const COLUMN_HEAD: PDFKit.Mixins.StructureElementOptions = { scope: "Column" }

type Pdf = PDFKit.PDFDocument
type Line = readonly [text: string, style: TextStyle]
type DrawCell = (draw: () => void) => void
type Place = { readonly x: number; readonly y: number; readonly width: number }

/** None of a file that is no image, which is left out: the document is valid without it. */
const sizeOfImage = (pdf: Pdf, logo: string) => {
  try {
    return pdf.openImage(logo)
  } catch {
    return null
  }
}

/** Draws a document in a PDF whose pages are kept until it ends. */
export const drawDocument = (pdf: Pdf, type: Typesetter, texts: DocumentTexts, logo: string | null): void => {
  const root = pdf.struct("Document")
  pdf.addStructure(root)
  /** Draws a part of what is read aloud, in this order. */
  const part = (tag: "H1" | "P", draw: () => void) => root.add(pdf.struct(tag, {}, draw))
  /** Draws what is not read aloud. */
  const decoration = (draw: () => void): void => {
    pdf.markContent("Artifact", { type: "Layout" })
    draw()
    pdf.endMarkedContent()
  }
  const rule = (y: number, height: number, color: string, left = LEFT) =>
    decoration(() => pdf.rect(left, y, RIGHT - left, height).fill(color))
  const drawLines = (lines: readonly string[], { x, y }: Omit<Place, "width">, style: TextStyle, height = LINE) =>
    lines.forEach((line, at) => type.draw(line, x, y + at * height, style))

  /** Draws texts below each other and returns where the next one begins. */
  const stack = (texts: readonly Line[], { x, y, width }: Place): number =>
    texts.reduce((top, [text, style]) => {
      const lines = type.linesOf(text, style, width)
      part("P", () => drawLines(lines, { x, y: top }, style))
      return top + lines.length * LINE
    }, y)

  /** Draws labels on the left, what they name on the right, and returns where the next one begins. */
  const pairs = (of: readonly Labelled[], { x, y, width }: Place): number =>
    of.reduce((top, [label, value]) => {
      const lines = type.linesOf(`${label} `, LABEL, width - type.widthOf(value, PLAIN) - GAP / 2)
      part("P", () => {
        drawLines(lines, { x, y: top }, LABEL)
        type.drawRight(value, x + width, top, PLAIN)
      })
      return top + lines.length * LINE
    }, y)

  const drawLogo = (): void => {
    const size = logo && sizeOfImage(pdf, logo)
    if (!size) return
    // Not larger than it is.
    const fit: [number, number] = [Math.min(size.width, LOGO.width), Math.min(size.height, LOGO.height)]
    decoration(() => pdf.image(logo, LEFT, TOP, { fit }))
  }

  const drawSeller = (): number => {
    const most = RIGHT - LEFT - LOGO.width - GAP
    const lines = [[texts.seller.name, STRONG], ...texts.seller.lines.map((line) => [line, PLAIN] as const)] as const
    const width = Math.min(most, Math.max(...lines.map(([text, style]) => type.widthOf(text, style))))
    return stack(lines, { x: RIGHT - width, y: TOP, width })
  }

  const drawTitle = (y: number): number => {
    const lines = type.linesOf(texts.title, TITLE, RIGHT - LEFT)
    part("H1", () => drawLines(lines, { x: LEFT, y }, TITLE, TITLE_LINE))
    return y + lines.length * TITLE_LINE
  }

  const drawParties = (y: number): number => {
    const { label, name, lines } = texts.buyer
    const buyer: Line[] = [[label, LABEL], [name, STRONG], ...lines.map((line): Line => [line, PLAIN])]
    return Math.max(
      stack(buyer, { x: LEFT, y, width: RIGHT - LEFT - DETAILS - GAP }),
      pairs(texts.details, { x: RIGHT - DETAILS, y, width: DETAILS })
    )
  }

  const drawRow = ({ cells, y, style }: { cells: Cells; y: number; style: TextStyle }, drawCell: DrawCell): number => {
    const lines = type.linesOf(cells[0], style, DESCRIPTION)
    drawCell(() => drawLines(lines, { x: LEFT, y }, style))
    cells.slice(1).forEach((cell, at) => drawCell(() => type.drawRight(cell, COLUMN_ENDS[at] ?? RIGHT, y, style)))
    return y + lines.length * LINE
  }

  const drawColumns = (y: number, drawCell: DrawCell): number => {
    const bottom = drawRow({ cells: texts.columns, y: y + HEAD_PADDING, style: STRONG }, drawCell) + HEAD_PADDING
    rule(bottom, 1, INK)
    return bottom + 1
  }

  const drawTable = (y: number): number => {
    const table = pdf.struct("Table")
    root.add(table)
    const rowOf = (tag: "TH" | "TD"): DrawCell => {
      const row = pdf.struct("TR")
      table.add(row)
      return (draw) => row.add(pdf.struct(tag, tag === "TH" ? COLUMN_HEAD : {}, draw))
    }
    return texts.rows.reduce(
      (top, cells) => {
        const height = type.linesOf(cells[0], PLAIN, DESCRIPTION).length * LINE + 2 * ROW_PADDING + 0.5
        const fits = top + height <= BOTTOM
        if (!fits) pdf.addPage()
        const start = fits ? top : drawColumns(TOP, decoration)
        const bottom = drawRow({ cells, y: start + ROW_PADDING, style: PLAIN }, rowOf("TD")) + ROW_PADDING
        rule(bottom, 0.5, LIGHT)
        return bottom + 0.5
      },
      drawColumns(y, rowOf("TH"))
    )
  }

  const drawSums = (y: number): void => {
    const fits = y + 14 + (texts.sums.length + 2) * LINE + 10 <= BOTTOM
    if (!fits) pdf.addPage()
    const x = RIGHT - SUMS
    const line = pairs(texts.sums, { x, y: fits ? y + 14 : TOP, width: SUMS }) + 4
    rule(line, 1, INK, x)
    const [label, amount] = texts.total
    part("P", () => {
      type.draw(`${label} `, x, line + 6, TOTAL)
      type.drawRight(amount, RIGHT, line + 6, TOTAL)
    })
  }

  const drawFeet = (): void => {
    const { count } = pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      pdf.switchToPage(page)
      const foot = count > 1 ? `${texts.foot} · ${page + 1}/${count}` : texts.foot
      type.linesOf(foot, FOOTER, RIGHT - LEFT).forEach((line, at) => {
        const x = (LEFT + RIGHT - type.widthOf(line, FOOTER)) / 2
        decoration(() => type.draw(line, x, FOOT + at * FOOT_LINE, FOOTER))
      })
    }
  }

  drawLogo()
  const title = drawSeller() + HEAD_GAP
  const parties = drawTitle(title) + TITLE_GAP
  const table = drawParties(parties) + HEAD_GAP
  drawSums(drawTable(table))
  drawFeet()
}
