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

type Pdf = PDFKit.PDFDocument
type Line = readonly [text: string, style: TextStyle]
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
  const rule = (y: number, height: number, color: string, left = LEFT) =>
    pdf.rect(left, y, RIGHT - left, height).fill(color)

  /** Draws texts below each other and returns where the next one begins. */
  const stack = (lines: readonly Line[], { x, y, width }: Place): number =>
    lines
      .flatMap(([text, style]) => type.linesOf(text, style, width).map((line): Line => [line, style]))
      .reduce((top, [text, style]) => {
        type.draw(text, x, top, style)
        return top + LINE
      }, y)

  /** Draws labels on the left, what they name on the right, and returns where the next one begins. */
  const pairs = (of: readonly Labelled[], { x, y, width }: Place): number =>
    of.reduce((top, [label, value]) => {
      type.drawRight(value, x + width, top, PLAIN)
      const room = width - type.widthOf(value, PLAIN) - GAP / 2
      return stack([[label, LABEL]], { x, y: top, width: room })
    }, y)

  const drawLogo = (): void => {
    const size = logo && sizeOfImage(pdf, logo)
    if (!size) return
    // Not larger than it is.
    pdf.image(logo, LEFT, TOP, { fit: [Math.min(size.width, LOGO.width), Math.min(size.height, LOGO.height)] })
  }

  const drawSeller = (): number => {
    const most = RIGHT - LEFT - LOGO.width - GAP
    const lines = [[texts.seller.name, STRONG], ...texts.seller.lines.map((line) => [line, PLAIN] as const)] as const
    const width = Math.min(most, Math.max(...lines.map(([text, style]) => type.widthOf(text, style))))
    return stack(lines, { x: RIGHT - width, y: TOP, width })
  }

  const drawTitle = (y: number): number =>
    type.linesOf(texts.title, TITLE, RIGHT - LEFT).reduce((top, line) => {
      type.draw(line, LEFT, top, TITLE)
      return top + TITLE_LINE
    }, y)

  const drawParties = (y: number): number => {
    const { label, name, lines } = texts.buyer
    const buyer: Line[] = [[label, LABEL], [name, STRONG], ...lines.map((line): Line => [line, PLAIN])]
    return Math.max(
      stack(buyer, { x: LEFT, y, width: RIGHT - LEFT - DETAILS - GAP }),
      pairs(texts.details, { x: RIGHT - DETAILS, y, width: DETAILS })
    )
  }

  const drawCells = (cells: Cells, lines: readonly string[], y: number, style: TextStyle): number => {
    cells.slice(1).forEach((cell, column) => type.drawRight(cell, COLUMN_ENDS[column] ?? RIGHT, y, style))
    return stack(
      lines.map((line) => [line, style]),
      { x: LEFT, y, width: DESCRIPTION }
    )
  }

  const drawColumns = (y: number): number => {
    const bottom = drawCells(texts.columns, [texts.columns[0]], y + HEAD_PADDING, STRONG) + HEAD_PADDING
    rule(bottom, 1, INK)
    return bottom + 1
  }

  const drawRows = (y: number): number =>
    texts.rows.reduce((top, cells) => {
      const lines = type.linesOf(cells[0], PLAIN, DESCRIPTION)
      const fits = top + lines.length * LINE + 2 * ROW_PADDING + 0.5 <= BOTTOM
      if (!fits) pdf.addPage()
      const bottom = drawCells(cells, lines, (fits ? top : drawColumns(TOP)) + ROW_PADDING, PLAIN) + ROW_PADDING
      rule(bottom, 0.5, LIGHT)
      return bottom + 0.5
    }, y)

  const drawSums = (y: number): void => {
    const fits = y + 14 + (texts.sums.length + 2) * LINE + 10 <= BOTTOM
    if (!fits) pdf.addPage()
    const x = RIGHT - SUMS
    const line = pairs(texts.sums, { x, y: fits ? y + 14 : TOP, width: SUMS }) + 4
    rule(line, 1, INK, x)
    const [label, amount] = texts.total
    type.draw(label, x, line + 6, TOTAL)
    type.drawRight(amount, RIGHT, line + 6, TOTAL)
  }

  const drawFeet = (): void => {
    const { count } = pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      pdf.switchToPage(page)
      const foot = count > 1 ? `${texts.foot} · ${page + 1}/${count}` : texts.foot
      type.linesOf(foot, FOOTER, RIGHT - LEFT).forEach((line, at) => {
        const x = (LEFT + RIGHT - type.widthOf(line, FOOTER)) / 2
        type.draw(line, x, FOOT + at * FOOT_LINE, FOOTER)
      })
    }
  }

  drawLogo()
  const title = drawSeller() + HEAD_GAP
  const parties = drawTitle(title) + TITLE_GAP
  const table = drawParties(parties) + HEAD_GAP
  drawSums(drawRows(drawColumns(table)))
  drawFeet()
}
