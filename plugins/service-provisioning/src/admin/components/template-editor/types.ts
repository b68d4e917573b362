import type { TemplateContent } from "../../../domain/template-content"

/** Mistakes by dotted path, as the schema names them. */
export type Mistakes = Readonly<Record<string, string>>

export type PartProps = {
  content: TemplateContent
  mistakes: Mistakes
  change: (part: Partial<TemplateContent>) => void
}

export type VariantOption = { id: string; title: string }

/** Mistakes at a path or below it; the first of them. */
export const mistakeAt = (mistakes: Mistakes, path: string): string | undefined =>
  mistakes[path] ?? Object.entries(mistakes).find(([key]) => key.startsWith(`${path}.`))?.[1]

/** Replaces one entry of a list. */
export const replaced = <T>(list: readonly T[], index: number, part: Partial<T>): T[] =>
  list.map((entry, at) => (at === index ? { ...entry, ...part } : entry))

export const without = <T>(list: readonly T[], index: number): T[] => list.filter((_entry, at) => at !== index)
