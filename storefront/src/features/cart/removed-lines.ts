import { z } from "zod"

/** A line that was taken out of the cart. Its ID names the answers that were given for it. */
export type RemovedLine = { lineId: string; variantId: string; units: number }

/** Most lines that one "Undo" puts back. Their texts are part of a URL. */
export const MAX_REMOVED_LINES = 50

const PART = /^[A-Za-z0-9_-]{1,128}$/
const MAX_UNITS = 999

/** The line as one text, for a URL and a form's field. */
export const formatRemovedLine = ({ lineId, variantId, units }: RemovedLine): string =>
  `${lineId}.${variantId}.${units}`

/** Reads the text of a removed line, and refuses every other text. */
export const RemovedLineText = z.string().transform((text, context): RemovedLine => {
  const [lineId = "", variantId = "", units = "", ...rest] = text.split(".")
  const isValid =
    rest.length === 0 &&
    PART.test(lineId) &&
    PART.test(variantId) &&
    /^[1-9]\d{0,2}$/.test(units) &&
    Number(units) <= MAX_UNITS
  if (isValid) return { lineId, variantId, units: Number(units) }
  context.addIssue({ code: "custom", message: "This is not a removed line" })
  return z.NEVER
})

const RemovedLines = z.array(RemovedLineText).min(1).max(MAX_REMOVED_LINES)

/**
 * Reads the form that puts removed lines back: it has nothing but their texts, each once.
 * @throws ZodError
 */
export const readRemovedLines = (form: FormData): RemovedLine[] => {
  z.array(z.literal("line")).parse([...form.keys()])
  return RemovedLines.parse([...new Set(form.getAll("line"))])
}

/** The path of the cart page that offers to put these lines back. */
export const removedPath = (lines: readonly RemovedLine[]): string => {
  if (lines.length === 0 || lines.length > MAX_REMOVED_LINES) return "/cart"
  return `/cart?${new URLSearchParams(lines.map((line) => ["removed", formatRemovedLine(line)])).toString()}`
}

/** The removed lines that a URL names, without what isn't one. */
export const parseRemoved = (removed: string | readonly string[] | undefined): RemovedLine[] =>
  [removed ?? []]
    .flat()
    .slice(0, MAX_REMOVED_LINES)
    .flatMap((text) => RemovedLineText.safeParse(text).data ?? [])
