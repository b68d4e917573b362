import { readFileSync } from "node:fs"

import type { Font, GlyphRun } from "fontkit"

/** What pdfkit has and its types do not know: parsed fonts, images opened before they are drawn, heads of columns. */
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- The types of pdfkit are a namespace.
  namespace PDFKit.Mixins {
    interface PDFFont {
      registerFont(name: string, font: Font): this
    }
    interface StructureElementOptions {
      scope?: "Column"
    }
    interface PDFImage {
      openImage(source: string): { readonly width: number; readonly height: number }
    }
  }
}
type Pdf = PDFKit.PDFDocument

const FONT = "@expo-google-fonts/noto-sans"
const FILES = {
  regular: require.resolve(`${FONT}/400Regular/NotoSans_400Regular.ttf`),
  semibold: require.resolve(`${FONT}/600SemiBold/NotoSans_600SemiBold.ttf`),
}
type FontName = keyof typeof FILES

export type TextStyle = { readonly font: FontName; readonly size: number; readonly color: string }

/** Of the height of a font, as the share above the baseline. */
const ASCENT = 1.069
/** In place of a sign that the font lacks. */
const UNKNOWN = "\uFFFD"

export type Fonts = {
  readonly byName: Readonly<Record<FontName, Font>>
  /** Code points that the fonts have. */
  readonly signs: ReadonlySet<number>
}

/** Words that a font keeps the glyphs of: those of the seller and of the document are the same each time. */
const WORDS_KEPT = 1000

/** A font that places the glyphs of a word once, which is the largest part of a document's time. */
const remembering = (font: Font): Font => {
  const kept = new Map<string, GlyphRun>()
  const layout = font.layout.bind(font)
  font.layout = (text: string, ...options) => {
    if (options.some(Boolean)) return layout(text, ...options)
    const run = kept.get(text) ?? layout(text)
    if (kept.size >= WORDS_KEPT) kept.clear()
    kept.set(text, run)
    // pdfkit changes the positions that it gets.
    const copy = { ...run, positions: run.positions.map((position) => ({ ...position })) }
    Object.setPrototypeOf(copy, Object.getPrototypeOf(run) as object)
    return copy
  }
  return font
}

/** Parses the fonts, which takes longer than a document: they are shared by all documents. */
export const loadFonts = async (): Promise<Fonts> => {
  const { create } = await import("fontkit")
  const load = (name: FontName): Font => {
    const font = create(readFileSync(FILES[name]))
    if ("fonts" in font) throw new Error(`${FILES[name]} is a collection of fonts`)
    return remembering(font)
  }
  const byName = { regular: load("regular"), semibold: load("semibold") }
  return { byName, signs: new Set(byName.regular.characterSet) }
}

type Run = { readonly text: string; readonly known: boolean }

const runsOf = (text: string, signs: ReadonlySet<number>): Run[] => {
  const runs: { text: string; known: boolean }[] = []
  for (const sign of text) {
    const known = signs.has(sign.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    if (last?.known === known) last.text += sign
    else runs.push({ text: sign, known })
  }
  return runs
}
const shown = ({ text, known }: Run): string => (known ? text : UNKNOWN.repeat([...text].length))

/** Measures and draws texts in a PDF. Texts are one line, placed by their upper left corner, in points. */
export const typesetter = (pdf: Pdf, { byName, signs }: Fonts) => {
  pdf.registerFont("regular", byName.regular).registerFont("semibold", byName.semibold)
  const use = ({ font, size }: TextStyle) => pdf.font(font).fontSize(size)

  const widthOf = (text: string, style: TextStyle): number =>
    use(style).widthOfString(runsOf(text, signs).map(shown).join(""))

  /** The parts of a word that is wider than a line. */
  const partsOf = (word: string, style: TextStyle, width: number): string[] => {
    const parts: string[] = []
    let left = 0
    for (const { segment } of new Intl.Segmenter().segment(word)) {
      const needed = widthOf(segment, style)
      const fits = needed <= left
      if (fits) parts.push(`${parts.pop() ?? ""}${segment}`)
      else parts.push(segment)
      left = (fits ? left : width) - needed
    }
    return parts
  }

  /** The lines of a text that is broken at its spaces. Names and numbers stay whole where they fit. */
  const linesOf = (text: string, style: TextStyle, width: number): string[] => {
    const words = text.split(/[ \t\r\n]+/)
    const whole = words.join(" ")
    if (widthOf(whole, style) <= width) return [whole]
    // With the space that a line ends with: read aloud or copied, lines are one text.
    const pieces = words.flatMap((word) => {
      const parts = widthOf(word, style) > width ? partsOf(word, style, width) : [word]
      return [...parts.slice(0, -1), `${parts.at(-1) ?? ""} `]
    })
    const lines: string[] = []
    for (const piece of pieces) {
      const longer = `${lines.at(-1) ?? ""}${piece}`
      if (lines.length > 0 && widthOf(longer.trimEnd(), style) <= width) lines[lines.length - 1] = longer
      else lines.push(piece)
    }
    return lines
  }

  const draw = (text: string, x: number, y: number, style: TextStyle): void => {
    use(style).fillColor(style.color)
    let at = x
    for (const run of runsOf(text, signs)) {
      const glyphs = shown(run)
      // Whoever copies or searches the text gets the sign itself.
      if (!run.known) pdf.markContent("Span", { actual: run.text })
      pdf.text(glyphs, at, y + ASCENT * style.size, { lineBreak: false, baseline: "alphabetic" })
      if (!run.known) pdf.endMarkedContent()
      at += pdf.widthOfString(glyphs)
    }
  }

  return {
    widthOf,
    linesOf,
    draw,
    /** Draws a text that ends at `right`. */
    drawRight: (text: string, right: number, y: number, style: TextStyle) =>
      draw(text, right - widthOf(text, style), y, style),
  }
}
export type Typesetter = ReturnType<typeof typesetter>
