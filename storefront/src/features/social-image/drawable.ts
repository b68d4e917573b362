/** Letters, digits and signs that the two fonts of the images have. */
const DRAWABLE =
  /^[\u0020-\u007e\u00a0-\u024f\u1e00-\u1e9f\u1ef2-\u1eff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2122]*$/

/** Whether the fonts have every letter. For others, the renderer would ask Google for a font. */
export const isDrawable = (text: string): boolean => DRAWABLE.test(text)

/** The text in one line, cut after a whole word. */
export const clippedText = (text: string, length: number): string => {
  const line = text.trim().replace(/\s+/g, " ")
  if (line.length <= length) return line
  const cut = line.slice(0, length - 1)
  const end = cut.lastIndexOf(" ")
  return `${(end > length / 2 ? cut.slice(0, end) : cut).replace(/[\s,.;:–—-]+$/, "")}…`
}
